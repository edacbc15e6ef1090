// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import org.jspecify.annotations.Nullable;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.CompleteManifest;
import portolan.feeds.ListedBill;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.FaultException;

/** Hands on what is in one message, and knows what failed behind it: that is no fault of the message. */
final class MessageBills implements BillSink {
    private final MessageOutputs outputs;
    private final RawRecord raw;
    private final byte[] message;
    private final Runnable turn;
    private int filed;
    private int rejected;
    private @Nullable Throwable notOurs;

    /**
     * @param raw what came in for the message
     * @param message all of it
     * @param turn lets others have theirs
     */
    MessageBills(MessageOutputs outputs, RawRecord raw, byte[] message, Runnable turn) {
        this.outputs = outputs;
        this.raw = raw;
        this.message = message;
        this.turn = turn;
    }

    /** Bills and events that were handed on. */
    int filed() {
        return filed;
    }

    int rejected() {
        return rejected;
    }

    /** Throws what failed behind this. */
    void throwNotOurs() {
        if (notOurs instanceof Error error) {
            throw error;
        }
        if (notOurs instanceof RuntimeException failure) {
            throw failure;
        }
    }

    @Override
    public void filed(Filing filing) throws FaultException {
        handOn(outputs.filed(filing, raw));
        filed++;
    }

    @Override
    public void moved(ContainerMoved event) throws FaultException {
        handOn(outputs.moved(event, raw));
        filed++;
    }

    @Override
    public void reported(ConveyanceReported report) throws FaultException {
        handOn(outputs.reported(report, raw));
        filed++;
    }

    @Override
    public void rejected(BillReject reject) {
        handOn(() -> outputs.rejected(reject, raw, message));
        rejected++;
    }

    @Override
    public void listed(ListedBill bill) {
        handOn(() -> outputs.listed(Listed.of(bill), raw));
    }

    @Override
    public void complete(CompleteManifest manifest) {
        handOn(() -> outputs.listed(Listed.of(manifest, raw), raw));
    }

    @Override
    public void pause() {
        handOn(turn);
    }

    private void handOn(Runnable out) {
        try {
            out.run();
        } catch (RuntimeException | Error failure) {
            notOurs = failure;
            throw failure;
        }
    }
}
