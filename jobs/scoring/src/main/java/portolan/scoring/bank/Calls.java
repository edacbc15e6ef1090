// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import portolan.scoring.layout.EpochMillis;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.sketch.KeyHash;

/**
 * Where one consignment calls, and with what.
 *
 * @param hour of receipt, by which memories count
 * @param fields hashes of its fields
 * @param steps its quantities
 * @param wide keys of wide cells, 0 where it does not call
 * @param narrow keys of narrow cells
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one event; nobody compares it.
record Calls(long hour, long[] fields, long[] steps, long[] wide, long[] narrow) {
    static Calls of(Bank bank, Consignment consignment) {
        Said said = Said.of(consignment);
        long[] fields = Field.hashes(said);
        long[] steps = Quantity.steps(said);
        long tenant = KeyHash.of(consignment.tenant());
        long hour = hour(consignment);
        return new Calls(
                hour,
                fields,
                steps,
                bank.wideKeys(tenant, hour, fields, steps),
                bank.narrowKeys(tenant, hour, fields, steps));
    }

    /** The hour of receipt. */
    static long hour(Consignment consignment) {
        return Fading.hour(EpochMillis.of(consignment.receivedAt()));
    }

    /** The calls at some shards only. */
    Calls at(long shards) {
        return shards == Bank.ALL_SHARDS
                ? this
                : new Calls(hour, fields, steps, only(shards, wide), only(shards, narrow));
    }

    private static long[] only(long shards, long[] keys) {
        long[] only = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            only[i] = Bank.isIn(shards, keys[i]) ? keys[i] : 0;
        }
        return only;
    }
}
