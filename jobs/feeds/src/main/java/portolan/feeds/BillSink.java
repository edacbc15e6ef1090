// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import portolan.schemas.avro.Filing;
import portolan.schemas.lines.FaultException;

/** Takes the bills of a message one by one, in the order of the message. */
public interface BillSink {
    /**
     * Files one.
     *
     * @throws FaultException if it cannot be filed: the bill is rejected
     */
    void filed(Filing filing) throws FaultException;

    void rejected(BillReject reject);

    /** Takes note of a bill that was filed, of a manifest that may withdraw what it leaves out: see {@link Withdrawals}. */
    default void listed(ListedBill bill) {}

    /** Comes after all bills of such a manifest. */
    default void complete(CompleteManifest manifest) {}

    /** Called now and then: while the message is looked through, and after each bill. */
    default void pause() {}
}
