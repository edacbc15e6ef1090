// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

/** Numbers as tables write them; what is none is named in the fault. */
final class TableNumbers {
    private TableNumbers() {}

    /** A finite number within bounds. */
    static double between(double least, double most, String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: '" + text + "'", e);
        }
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException("must be from " + least + " to " + most + ": '" + text + "'");
        }
        return number;
    }

    /** A number within bounds, or NaN where the field is empty. */
    static double orNone(double least, double most, String text) {
        return text.isEmpty() ? Double.NaN : between(least, most, text);
    }
}
