// SPDX-License-Identifier: Apache-2.0
/** Generated filings as the messages that customs and carriers send. */
@NullMarked
package portolan.workload.messages;

import org.jspecify.annotations.NullMarked;
