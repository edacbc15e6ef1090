// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import portolan.scoring.score.Stake;

/** What is at stake as a person reads it: whole units of the currency. */
public final class StakeWords {
    private StakeWords() {}

    /** "duty 1,440 EUR at stake, value 12,000 EUR"; without the duty where it is not known. */
    public static String of(Stake stake) {
        String value = amount(stake.value(), stake.currency());
        Double duty = stake.duty();
        return duty == null
                ? "value " + value + " at stake"
                : "duty " + amount(duty, stake.currency()) + " at stake, value " + value;
    }

    private static String amount(double amount, String currency) {
        return TextLine.number(Math.round(amount)) + ' ' + currency;
    }
}
