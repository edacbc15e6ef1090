// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Orders of the tests. */
final class Orders {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);

    private Orders() {}

    static Order of(Post post, int bills, int pastDays, Map<String, Integer> schemes, int alikes) {
        return new Order(post, DAY, Duration.ofHours(8), bills, pastDays, schemes, alikes, true);
    }

    /** So many offences of each scheme that the post can have. */
    static Order all(Post post, int bills, int pastDays, int offences, int alikes) {
        Map<String, Integer> schemes = new TreeMap<>();
        Schemes.at(post).forEach(scheme -> schemes.put(scheme.label(), offences));
        return of(post, bills, pastDays, schemes, alikes);
    }

    static byte[] seed(int number) {
        return new byte[] {(byte) number, (byte) (number >> 8), 42};
    }
}
