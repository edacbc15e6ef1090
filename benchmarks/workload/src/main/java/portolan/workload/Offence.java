// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.GoodsKind;
import portolan.schemas.avro.OutcomeCode;

/**
 * What an inspection of a consignment would find.
 *
 * @param loss duty and tax that are lost, in euros
 */
record Offence(Scheme scheme, OutcomeCode code, @Nullable GoodsKind kind, double loss) {}
