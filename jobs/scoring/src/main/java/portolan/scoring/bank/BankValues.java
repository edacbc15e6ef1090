// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.List;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * What is known of some readings, each by {@link Bank#nameOf}: for whoever has other declarations, or had.
 *
 * <pre>
 *   list of (fixed name | real value | count bills | count finds)
 * </pre>
 */
public record BankValues(List<Value> values) {
    /** Where nothing is declared, or nothing known. */
    public static final BankValues NONE = new BankValues(List.of());

    public BankValues {
        values = List.copyOf(values);
    }

    /**
     * One of them, and what is behind it.
     *
     * @param bills under the key
     * @param finds likewise
     */
    public record Value(long name, float value, int bills, int finds) {}

    /** Writes the layout. */
    public void write(LayoutWriter out) {
        out.list(
                values,
                (to, value) -> to.fixed(value.name())
                        .real(value.value())
                        .count(value.bills())
                        .count(value.finds()));
    }

    /** Reads what {@link #write} has written. */
    public static BankValues read(LayoutReader in) {
        List<Value> values =
                in.list(from -> new Value(from.fixed(), (float) from.real(), (int) from.count(), (int) from.count()));
        return values.isEmpty() ? NONE : new BankValues(values);
    }
}
