// SPDX-License-Identifier: Apache-2.0
package portolan.testing;

import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/** Where Jazzer comes in: it hands each input to one {@link FuzzTest}, which its argument names. */
public final class FuzzEntry {
    private static @Nullable FuzzTest test;

    private FuzzEntry() {}

    public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
        Constructor<?> made = Class.forName(arguments[0]).getDeclaredConstructor();
        made.setAccessible(true);
        test = (FuzzTest) made.newInstance();
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        FuzzTest taking = test;
        if (taking != null) {
            taking.take(bytes);
        }
    }
}
