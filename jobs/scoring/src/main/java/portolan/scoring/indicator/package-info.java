// SPDX-License-Identifier: Apache-2.0
/** The catalogue of indicators: what is measured, in which unit, after which published source, with which evidence. */
@NullMarked
package portolan.scoring.indicator;

import org.jspecify.annotations.NullMarked;
