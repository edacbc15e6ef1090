// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.Arrays;

/**
 * The consignments of an archive, numbered from 0 in the order of their first rows. A map of a million, without boxes.
 */
final class Consignments {
    private static final int MULTIPLIER = 0x9E3779B1;

    private String[] keys = new String[1 << 10];
    /** The numbers of their tenants: two may have filed under the same key. */
    private int[] tenants = new int[1 << 10];
    /** One more than the number, at the place that the key's hash leads to; 0 where free. */
    private int[] table = new int[1 << 12];

    private int size;

    int size() {
        return size;
    }

    String key(int consignment) {
        return keys[consignment];
    }

    /** The number of its tenant. */
    int tenant(int consignment) {
        return tenants[consignment];
    }

    /** The number of a tenant's key, which is new or known. */
    int add(int tenant, String key) {
        int at = place(tenant, key);
        if (table[at] != 0) {
            return table[at] - 1;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            tenants = Arrays.copyOf(tenants, 2 * size);
        }
        keys[size] = key;
        tenants[size] = tenant;
        table[at] = ++size;
        if (4L * size > 2L * table.length) {
            grow();
        }
        return size - 1;
    }

    /** The number of a tenant's key; -1 when it is unknown. */
    int find(int tenant, String key) {
        return table[place(tenant, key)] - 1;
    }

    private void grow() {
        table = new int[2 * table.length];
        for (int i = 0; i < size; i++) {
            table[place(tenants[i], keys[i])] = i + 1;
        }
    }

    private int place(int tenant, String key) {
        int mask = table.length - 1;
        int at = (((key.hashCode() + tenant) * MULTIPLIER) >>> 1) & mask;
        while (table[at] != 0 && !is(table[at] - 1, tenant, key)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private boolean is(int consignment, int tenant, String key) {
        return tenants[consignment] == tenant && keys[consignment].equals(key);
    }
}
