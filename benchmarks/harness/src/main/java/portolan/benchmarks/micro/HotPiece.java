// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.util.List;
import java.util.function.Function;

/**
 * One piece of what is done for every filing, with the inputs that it is run on, over and over. Running it changes
 * nothing, so that every round over the inputs does the same.
 */
final class HotPiece {
    private final String name;
    private final int inputs;
    private final Numbered run;
    private int next;

    private HotPiece(String name, int inputs, Numbered run) {
        if (inputs == 0) {
            throw new IllegalArgumentException("nothing to run it on: piece=" + name);
        }
        this.name = name;
        this.inputs = inputs;
        this.run = run;
    }

    /** What is done to the input of that number; what came of it, so that nobody can leave it undone. */
    @FunctionalInterface
    private interface Numbered {
        Object of(int number);
    }

    static <I> HotPiece of(String name, List<I> inputs, Function<I, Object> run) {
        return new HotPiece(name, inputs.size(), number -> run.apply(inputs.get(number)));
    }

    String name() {
        return name;
    }

    /** How many inputs it has: as many runs are a round. */
    int inputs() {
        return inputs;
    }

    /** Runs it once, on the next input. */
    Object run() {
        int number = next;
        next = number + 1 == inputs ? 0 : number + 1;
        return run.of(number);
    }
}
