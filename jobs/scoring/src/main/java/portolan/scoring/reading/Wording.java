// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import portolan.scoring.manifest.Role;

/** Numbers as a duty officer reads them. */
public final class Wording {
    private static final int LONGEST_QUOTE = 60;

    /** For what sums and ratios of absurd numbers come to. */
    private static final String UNCOUNTABLE = "a number past counting";

    private Wording() {}

    /** "1 offence", "5 offences". */
    public static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** "no earlier consignment", "41 earlier consignments". */
    public static String earlierConsignments(long count) {
        return count == 0 ? "no earlier consignment" : counted(count, "earlier consignment", "earlier consignments");
    }

    /** Behind a "none": what is no longer kept by name may have been one of them. Nothing where all are kept. */
    public static String besidesRarer(long others) {
        return others == 0 ? "" : " (" + counted(others, "rarer one is", "rarer ones are") + " not kept apart)";
    }

    /** "consignor", "importer of record". */
    public static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * At most this many decimals, without trailing zeros: "12", "6.5". Sums of what filings state may leave what a
     * double holds: words then, for evidence must not stop an assessment.
     */
    public static String decimal(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return UNCOUNTABLE;
        }
        return PlainDecimal.rounded(value, decimals);
    }

    /** As a person checks it: two decimals, of what is smaller than 1 three digits. */
    public static String rounded(double value) {
        return Math.abs(value) < 1 ? threeDigits(value) : decimal(value, 2);
    }

    /** Kilograms: whole from 10 kg, one decimal below. */
    public static String kilograms(double massKg) {
        return decimal(massKg, massKg >= 10 ? 0 : 1) + " kg";
    }

    /** Kilograms to three digits, since remembered masses are no finer. */
    public static String aboutKilograms(double massKg) {
        return kilograms(Double.isFinite(massKg) ? PlainDecimal.toThreeDigits(massKg) : massKg);
    }

    /** "5 days after departure on 2026-03-04"; a day that is not over counts as none. */
    public static String daysFrom(Instant event, Instant time, String what) {
        long days = Math.abs(ChronoUnit.DAYS.between(event, time));
        return counted(days, "day", "days") + (time.isAfter(event) ? " after " : " before ") + what + " on "
                + LocalDate.ofInstant(event, ZoneOffset.UTC);
    }

    /** ", filed 41 days before", ", both filed on one day"; before whom the text speaks of, when days are positive. */
    public static String filedApart(long days) {
        return days == 0
                ? ", both filed on one day"
                : ", filed " + counted(Math.abs(days), "day", "days") + (days > 0 ? " before" : " later");
    }

    /** Three digits, without trailing zeros: "0.41", "9.8", "12500"; with a power of ten where zeros would flood. */
    public static String threeDigits(double value) {
        if (!Double.isFinite(value)) {
            return UNCOUNTABLE;
        }
        return PlainDecimal.threeDigits(value);
    }

    /** The text in quotation marks, cut after sixty characters. */
    public static String quoted(String text) {
        String stripped = text.strip();
        return stripped.codePointCount(0, stripped.length()) <= LONGEST_QUOTE
                ? '"' + stripped + '"'
                : '"' + stripped.substring(0, stripped.offsetByCodePoints(0, LONGEST_QUOTE)) + "...\"";
    }
}
