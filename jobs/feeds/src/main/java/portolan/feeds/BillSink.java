// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;

/** Takes the bills and movements of a message one by one, in the order of the message. */
public interface BillSink {
    /**
     * Files one.
     *
     * @throws FaultException if it cannot be filed: the bill is rejected
     */
    void filed(Filing filing) throws FaultException;

    /**
     * Takes a movement of a container.
     *
     * @throws FaultException if it cannot be taken, as by a sink of bills only: it is rejected
     */
    default void moved(ContainerMoved event) throws FaultException {
        throw new FaultException(LineFault.Code.UNKNOWN_CODE, "event", "movements of containers are not taken here");
    }

    /**
     * Takes a call of a ship.
     *
     * @throws FaultException if it cannot be taken, as by a sink of bills only: it is rejected
     */
    default void reported(ConveyanceReported report) throws FaultException {
        throw new FaultException(LineFault.Code.UNKNOWN_CODE, "event", "calls of ships are not taken here");
    }

    void rejected(BillReject reject);

    /** Takes note of a bill that was filed, of a manifest that may withdraw what it leaves out: see {@link Withdrawals}. */
    default void listed(ListedBill bill) {}

    /** Comes after all bills of such a manifest. */
    default void complete(CompleteManifest manifest) {}

    /** Called now and then: while the message is looked through, and after each bill. */
    default void pause() {}
}
