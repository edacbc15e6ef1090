package portolan.pipeline.kafka;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Audited;
import portolan.pipeline.PublishedRules;
import portolan.pipeline.RawRecord;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.AvroWire;
import portolan.schemas.Decoded;
import portolan.schemas.Topics;
import portolan.schemas.avro.RuleSetAction;
import portolan.schemas.avro.RuleSetPublished;
import portolan.scoring.rules.RuleIssue;

/** Takes the text out of a published rule set; a record that holds none leaves as an audit that says why. */
final class ReadRules extends ProcessFunction<RawRecord, PublishedRules> {
    static final OutputTag<Audited> REFUSED = new OutputTag<>("refused-rules", StreamTypes.AUDITED);

    private static final String NO_FILE = "rulesets.published";

    private transient @Nullable AvroWire<RuleSetPublished> wire;

    @Override
    public void open(OpenContext context) {
        wire = Topics.RULESETS_PUBLISHED.wire();
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<PublishedRules> out) {
        if (wire == null) {
            throw new IllegalStateException("opened before it is used");
        }
        Decoded<RuleSetPublished> decoded = wire.decode(raw.value());
        if (decoded instanceof Decoded.Refused<RuleSetPublished> refused) {
            context.output(
                    REFUSED,
                    refused(
                            raw,
                            "",
                            0,
                            "",
                            refused.fault().code() + ": " + refused.fault().message()));
        } else if (decoded instanceof Decoded.Value<RuleSetPublished> value) {
            read(raw, value.value(), context, out);
        }
    }

    private static void read(RawRecord raw, RuleSetPublished said, Context context, Collector<PublishedRules> out) {
        if (said.getAction() == RuleSetAction.RETIRE) {
            String message =
                    "a rule set cannot be retired in this release: one is always in force; publish the one that"
                            + " shall take its place";
            context.output(REFUSED, refused(raw, said.getName(), said.getVersion(), said.getHash(), message));
            return;
        }
        if (said.getHash().isBlank()) {
            String message = "a rule set must be published with the SHA-256 of its text, or a change on its way would"
                    + " not be seen";
            context.output(REFUSED, refused(raw, said.getName(), said.getVersion(), said.getHash(), message));
            return;
        }
        out.collect(new PublishedRules(
                said.getName(),
                said.getVersion(),
                said.getHash(),
                said.getText(),
                raw.toString(),
                inForceFrom(raw.timestamp(), said.getActivatesAt()),
                raw.offset()));
    }

    /** Never before it was published: what was assessed by then was assessed under another one. */
    private static long inForceFrom(long publishedAt, Instant activatesAt) {
        return Math.max(publishedAt, activatesAt.toEpochMilli());
    }

    private static Audited refused(RawRecord raw, String name, int version, String hash, String message) {
        return new Audited(
                false,
                name,
                version,
                hash,
                raw.toString(),
                raw.timestamp(),
                List.of(new RuleIssue(NO_FILE, 1, 1, message, "")));
    }
}
