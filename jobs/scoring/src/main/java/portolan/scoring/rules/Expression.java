// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Indicator;

/**
 * A compiled expression and what it reads.
 *
 * @param condition what it is when it is true or false
 * @param amount what it is when it is a number
 * @param readings the indicators it reads, apart from asking whether they are known
 * @param fields the fields it reads, apart from asking whether they are known
 * @param steps what it costs a consignment at worst, after {@link Cost}
 */
record Expression(
        @Nullable Condition condition,
        @Nullable Amount amount,
        Set<Indicator> readings,
        Set<ConsignmentField> fields,
        long steps) {}
