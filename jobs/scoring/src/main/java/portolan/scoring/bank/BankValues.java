// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * What is known of some readings, each by its name: for whoever has other declarations, or had.
 *
 * <pre>
 *   list of (name | real value | count bills | count finds)
 *   as text  finds(address)=12.5 41 2; share(carrier, consignee)=0.25 0 0
 * </pre>
 */
public record BankValues(List<Value> values) {
    /** Where nothing is declared, or nothing known. */
    public static final BankValues NONE = new BankValues(List.of());

    private static final String NEXT = "; ";

    public BankValues {
        values = List.copyOf(values);
    }

    /**
     * One of them, and what is behind it.
     *
     * @param name as {@link BankReading#name()}
     * @param bills under the key
     * @param finds likewise
     */
    public record Value(String name, float value, int bills, int finds) {
        private String text() {
            return name + '=' + value + ' ' + bills + ' ' + finds;
        }

        private static Value of(String text) {
            int equals = text.indexOf('=');
            String[] numbers = text.substring(equals + 1).split(" ", -1);
            if (equals < 0 || numbers.length != 3) {
                throw new IllegalArgumentException("no value of a declared memory: text=" + text);
            }
            return new Value(
                    text.substring(0, equals),
                    Float.parseFloat(numbers[0]),
                    Integer.parseInt(numbers[1]),
                    Integer.parseInt(numbers[2]));
        }
    }

    /** Writes the layout. */
    public void write(LayoutWriter out) {
        out.list(
                values,
                (to, value) -> to.text(value.name())
                        .real(value.value())
                        .count(value.bills())
                        .count(value.finds()));
    }

    /** Reads what {@link #write} has written. */
    public static BankValues read(LayoutReader in) {
        List<Value> values =
                in.list(from -> new Value(from.text(), (float) from.real(), from.smallCount(), from.smallCount()));
        return values.isEmpty() ? NONE : new BankValues(values);
    }

    /** As text, which people read too. */
    public String text() {
        return values.stream().map(Value::text).collect(Collectors.joining(NEXT));
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @throws IllegalArgumentException where it is something else
     */
    public static BankValues of(String text) {
        List<Value> values = new ArrayList<>();
        for (String value : text.split(NEXT, -1)) {
            values.add(Value.of(value));
        }
        return new BankValues(values);
    }
}
