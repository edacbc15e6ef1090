// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Money;

/**
 * What a consignment is declared to be worth, in one currency.
 *
 * @param cents hundredths of the currency's unit
 * @param currency three capital letters
 */
public record DeclaredValue(long cents, String currency) {
    private static final double MOST = 1e15;

    /** The sum over all items; null when one states no value, or they disagree about the currency. */
    public static @Nullable DeclaredValue of(Consignment consignment) {
        double sum = 0;
        String currency = null;
        for (int i = 0; i < consignment.items().size(); i++) {
            Money value = consignment.items().get(i).value();
            if (value == null || !isCurrency(value.currency()) || !(value.amount() > 0)) {
                return null;
            }
            if (currency != null && !currency.equals(value.currency())) {
                return null;
            }
            currency = value.currency();
            sum += value.amount();
        }
        return currency == null || !(sum < MOST)
                ? null
                : new DeclaredValue((long) StrictMath.rint(sum * 100), currency);
    }

    private static boolean isCurrency(@Nullable String code) {
        if (code == null || code.length() != 3) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (code.charAt(i) < 'A' || code.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }
}
