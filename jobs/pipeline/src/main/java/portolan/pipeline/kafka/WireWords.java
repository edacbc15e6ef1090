// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.Arrays;
import java.util.function.Function;

/**
 * What the symbols of one enum on the wire mean, by the number that stands for each: its place in the schema. Mapped by
 * name, so that neither side depends on the other's order.
 *
 * @param <T> what a symbol is read as
 */
final class WireWords<T> {
    private final Object[] meanings;

    private WireWords(Object[] meanings) {
        this.meanings = meanings;
    }

    /**
     * @param symbols of the wire's enum, in the schema's order
     * @param meaning by a symbol's name
     */
    static <T> WireWords<T> of(Enum<?>[] symbols, Function<String, T> meaning) {
        return new WireWords<>(Arrays.stream(symbols)
                .map(symbol -> (Object) meaning.apply(symbol.name()))
                .toArray());
    }

    int size() {
        return meanings.length;
    }

    @SuppressWarnings("unchecked") // Put there when made.
    T at(int place) {
        return (T) meanings[place];
    }
}
