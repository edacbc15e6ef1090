// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import portolan.scoring.layout.EpochMillis;
import portolan.scoring.manifest.Consignment;

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
        long[] fields = Field.hashes(consignment);
        long[] steps = Quantity.steps(consignment);
        return new Calls(
                Fading.hour(EpochMillis.of(consignment.receivedAt())),
                fields,
                steps,
                bank.wideKeys(consignment, fields, steps),
                bank.narrowKeys(consignment, fields, steps));
    }
}
