// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document that goes with the goods, as far as it states what a filing can be held against. One of which only the
 * number is known states nothing.
 *
 * @param type UN/EDIFACT 1001, with or without the N that the EU writes before it, or a national code
 * @param amount what it is made out for; of an invoice its total
 * @param currency ISO 4217 of the amount
 * @param grossMassKg gross mass that it states for these goods, kilograms
 * @param packages packages that it states for these goods
 * @param consignor name of the sender, or the seller
 * @param consignee name of the receiver, or the buyer
 * @param expiryDate last day on which it is valid
 */
public record SupportingDocument(
        @Nullable String type,
        String number,
        @Nullable Double amount,
        @Nullable String currency,
        @Nullable Double grossMassKg,
        @Nullable Long packages,
        @Nullable String issuer,
        @Nullable String consignor,
        @Nullable String consignee,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate expiryDate) {
    /** Whether it says anything but that it is there. */
    public boolean statesSomething() {
        return amount != null
                || grossMassKg != null
                || packages != null
                || consignor != null
                || consignee != null
                || issueDate != null
                || expiryDate != null;
    }

    /** The type without the EU's N; empty where it is not stated. */
    public String code() {
        if (type == null) {
            return "";
        }
        return type.length() == 4 && type.charAt(0) == 'N' ? type.substring(1) : type;
    }
}
