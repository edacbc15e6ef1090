// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;

/**
 * One line on its way to a filing, or to the fault that ends its way; every step is a step of {@link FilingCompletion}.
 */
final class AheadLine {
    private final RawLines.RawLine raw;
    private @Nullable Draft draft;
    private @Nullable FaultException fault;

    AheadLine(RawLines.RawLine raw) {
        this.raw = raw;
    }

    void begin(JsonReader json, FilingCompletion completion, String file) {
        try {
            raw.checkSize();
            draft = json.read(raw.bytes());
            completion.begin(draft, file, raw.number(), raw.bytes());
        } catch (FaultException e) {
            fault = e;
        }
    }

    boolean lacksKey() {
        return fault == null && draft != null && FilingCompletion.lacksKey(draft);
    }

    void deriveKey(FilingCompletion completion) {
        if (draft == null || !lacksKey()) {
            return;
        }
        try {
            completion.deriveKey(draft);
        } catch (FaultException e) {
            fault = e;
        }
    }

    Line<Filing> finish(FilingCompletion completion, String file) {
        if (fault != null) {
            return Line.faulty(file, raw, fault);
        }
        if (draft == null) {
            throw new IllegalStateException("finished before it was begun: line=" + raw.number());
        }
        try {
            return Line.of(file, raw, completion.finish(draft));
        } catch (FaultException e) {
            return Line.faulty(file, raw, e);
        }
    }
}
