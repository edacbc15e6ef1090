// SPDX-License-Identifier: Apache-2.0
package portolan.testing;

import java.util.stream.LongStream;

/**
 * How many seeds or rounds a test takes: few while somebody waits for it, many at night. A class that asks has
 * {@code @Tag(Seeds.TAG)}, so that {@code mvn verify -Pnight} runs it again.
 */
public final class Seeds {
    /** Of classes that take more seeds at night. */
    public static final String TAG = "seeds";

    private static final boolean IS_NIGHT = "night".equals(System.getProperty("portolan.ring"));

    private Seeds() {}

    /** So many in this ring of tests. */
    public static int of(int few, int many) {
        return IS_NIGHT ? many : few;
    }

    /** From one on, for {@code @MethodSource}: the name of a failed run tells its seed. */
    public static LongStream upTo(int few, int many) {
        return LongStream.rangeClosed(1, of(few, many));
    }
}
