// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a publisher's CSV file: commas, double quotes around fields that hold commas, a quote doubled inside them. No
 * publication that we read breaks a field over two lines.
 */
final class CsvFile {
    /** A file that is wrong throughout, or of another kind, need not be told line by line. */
    private static final int MOST_FAULTS = 10;

    private final ReferenceFile file;
    private final List<String> faults;
    private int faultsHere;

    CsvFile(ReferenceFile file, List<String> faults) {
        this.file = file;
        this.faults = faults;
    }

    /** What to do with a row. */
    @FunctionalInterface
    interface Row {
        /**
         * Takes a row.
         *
         * @param fields valid during the call only
         * @throws IllegalArgumentException saying what is wrong with the row
         */
        void take(List<String> fields);
    }

    /** Hands out all rows after the header. */
    void rowsUnder(List<String> header, Row row) {
        rows(new Row() {
            private boolean headed;

            @Override
            public void take(List<String> fields) {
                if (headed) {
                    if (fields.size() != header.size()) {
                        throw new IllegalArgumentException(
                                "must have " + header.size() + " fields, has " + fields.size());
                    }
                    row.take(fields);
                } else if (fields.equals(header)) {
                    headed = true;
                } else {
                    throw new WrongHeader("the header must be '" + String.join(",", header) + "'");
                }
            }
        });
    }

    /** Hands out all rows, a header too. */
    void rows(Row row) {
        String text = file.text(faults);
        List<String> fields = new ArrayList<>();
        int number = 0;
        int from = 0;
        while (from < text.length() && faultsHere < MOST_FAULTS) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            int to = end < 0 ? text.length() : end;
            to -= to > from && text.charAt(to - 1) == '\r' ? 1 : 0;
            number++;
            if (to > from) {
                try {
                    split(text, from, to, fields);
                    row.take(fields);
                } catch (WrongHeader e) {
                    faults.add(file.name() + ":" + number + ": " + e.getMessage());
                    return;
                } catch (IllegalArgumentException e) {
                    faultsHere++;
                    faults.add(file.name() + ":" + number + ": " + e.getMessage());
                }
            }
            from = next;
        }
        if (file.isEmpty()) {
            faults.add(file.name() + ": is empty");
        }
    }

    private static void split(String text, int from, int to, List<String> fields) {
        fields.clear();
        int at = from;
        while (true) {
            if (at < to && text.charAt(at) == '"') {
                at = quoted(text, at + 1, to, fields);
            } else {
                int comma = text.indexOf(',', at);
                int end = comma < 0 || comma > to ? to : comma;
                fields.add(text.substring(at, end));
                at = end;
            }
            if (at >= to) {
                return;
            }
            if (text.charAt(at) != ',') {
                throw new IllegalArgumentException("text after a closing quote");
            }
            at++;
        }
    }

    /** Takes a quoted field; returns the place behind its closing quote. */
    private static int quoted(String text, int from, int to, List<String> fields) {
        StringBuilder field = new StringBuilder();
        int at = from;
        while (at < to) {
            char character = text.charAt(at);
            if (character != '"') {
                field.append(character);
                at++;
            } else if (at + 1 < to && text.charAt(at + 1) == '"') {
                field.append('"');
                at += 2;
            } else {
                fields.add(field.toString());
                return at + 1;
            }
        }
        throw new IllegalArgumentException("a quote is not closed");
    }

    private static final class WrongHeader extends IllegalArgumentException {
        WrongHeader(String message) {
            super(message);
        }
    }
}
