// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import org.apache.flink.api.common.functions.MapFunction;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;

/**
 * Puts an input's line in the place of where it is found: what waits for its consignment is given back by another job,
 * on a machine that does not have the file.
 */
final class FindLine implements MapFunction<Decoded, Decoded> {
    @Override
    public Decoded map(Decoded input) throws IOException {
        if (input instanceof LedgerInput good) {
            return new LedgerInput(good.filing(), good.outcome(), good.move(), found(good.raw()));
        }
        Reject reject = (Reject) input;
        return reject.of(reject.message(), found(reject.raw()));
    }

    private static RawRecord found(RawRecord raw) throws IOException {
        byte[] line = LineOrigin.of(raw).line();
        if (line == null) {
            throw new IOException("the file was changed or removed while it was read, start again: file=" + raw.topic()
                    + ", line=" + raw.offset());
        }
        return RawRecord.line(raw.topic(), raw.offset(), raw.timestamp(), line);
    }
}
