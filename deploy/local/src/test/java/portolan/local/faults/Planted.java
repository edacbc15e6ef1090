// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * An exception in each operator, for consignments, or offices, whose name has a mark. The operator's work for one of them
 * is done first, so that what it touched must be undone.
 *
 * <p>The product has no place to plant one: classes of it that were changed so stand before its own on the class path of
 * the started process. A rule set that lays everything in red stands there too, so that alerts are raised and counted.
 */
@SuppressWarnings("ImmutableEnumChecker") // what it holds is
enum Planted {
    LEDGER("keep-ledger", "portolan.scoring.ledger.Ledger", named("taken").and(returns(List.class))),
    CALL("call-at-memories", "portolan.pipeline.stage.CallAtMemories", named("gather")),
    MEMORY("remember", "portolan.scoring.kind.Visit", named("learn"), "key=default|bill|"),
    DECIDE("decide", "portolan.pipeline.stage.DecideCase", named("kept")),
    COUNT("count-selected", "portolan.scoring.lanes.OfficeCounts", named("count")),
    ASSESSMENT(
            "encode-assessments",
            "portolan.pipeline.kafka.AssessmentRecords",
            named("of").and(isStatic())),
    ALERT("encode-alerts", "portolan.pipeline.kafka.AlertRecords", named("of").and(isStatic())),
    LANES("encode-lanes", "portolan.pipeline.kafka.LanesRecords", named("of").and(isStatic())),
    REJECT(
            "encode-rejects",
            "portolan.pipeline.kafka.RejectRecords",
            named("of").and(isStatic()));

    /** What is thrown. */
    static final String EXCEPTION = IllegalStateException.class.getName();

    private static final int EACH = 2;

    private final String operator;
    private final String type;
    private final ElementMatcher<? super MethodDescription> method;
    private final String also;

    Planted(String operator, String type, ElementMatcher<? super MethodDescription> method) {
        this(operator, type, method, "");
    }

    Planted(String operator, String type, ElementMatcher<? super MethodDescription> method, String also) {
        this.operator = operator;
        this.type = type;
        this.method = method;
        this.also = also;
    }

    /** The name that the rejects of the operator bear. */
    String operator() {
        return operator;
    }

    private String mark() {
        return "PLANTED" + name();
    }

    /** What is planted for a consignment, or an office, of this name; null for most. */
    static @Nullable Planted in(String name) {
        for (Planted planted : values()) {
            if (name.contains(planted.mark())) {
                return planted;
            }
        }
        return null;
    }

    /** The operator that sets this input aside before any other has learned of it; null for most inputs. */
    static @Nullable String aside(RawRecord raw) {
        Planted planted = raw.key() == null ? null : in(new String(raw.key(), StandardCharsets.UTF_8));
        return planted == LEDGER || planted == CALL ? planted.operator : null;
    }

    /** A run with all of them. */
    static RunProcess.Plan in(RunProcess.Plan run) {
        Path classes = run.directory().resolve("planted");
        try {
            for (Planted planted : values()) {
                planted.writeTo(classes);
            }
            Path rules = classes.resolve("portolan/rules/baseline/ruleset.yaml");
            Files.createDirectories(rules.getParent());
            Files.writeString(rules, rules());
            return run.before(classes).judgedBy(rules);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void writeTo(Path classes) throws IOException {
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(Planted.class.getClassLoader());
        TypeDescription changed = TypePool.Default.of(locator).describe(type).resolve();
        if (changed.getDeclaredMethods().filter(method).isEmpty()) {
            throw new IllegalStateException("no such method any more: planted=" + this + ", class=" + type);
        }
        new ByteBuddy()
                .redefine(changed, locator)
                .visit(Advice.withCustomMapping()
                        .bind(Mark.class, mark())
                        .bind(Also.class, also)
                        .to(AtItsEnd.class, locator)
                        .on(method))
                .make()
                .saveIn(classes.toFile());
    }

    private static String rules() {
        String budgets = "budgets: {" + COUNT.mark() + ": {red: 1}, " + LANES.mark() + ": {red: 1}}\n";
        String rules = BaselineRuleSet.text().replaceFirst("prior: -8.3", "prior: 8.0");
        return rules.replaceFirst("\nthreats:", "\n" + budgets + "\nthreats:");
    }

    /** Filings that no operator but the one fails on, some for each. */
    static List<ProducerRecord<byte[], byte[]>> filings() {
        List<Filing> sound = created();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Planted planted : values()) {
            for (int number = 0; number < EACH; number++) {
                planted.add(sound.remove(0), number, records);
            }
        }
        return records;
    }

    /** So many that the ledger fails on. */
    static List<ProducerRecord<byte[], byte[]>> flood(int count) {
        Filing sound = created().get(0);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            LEDGER.add(sound, number, records);
        }
        return records;
    }

    private void add(Filing sound, int number, List<ProducerRecord<byte[], byte[]>> to) {
        Filing marked = marked(sound, number);
        to.add(record(marked));
        if (this == REJECT) {
            // One that is refused because it is older.
            to.add(record(Filing.newBuilder(marked)
                    .setFilingVersion(1)
                    .setEventId(java.util.UUID.nameUUIDFromBytes(
                            marked.getFilingId().getBytes(StandardCharsets.UTF_8)))
                    .setUcr("older")
                    .build()));
        }
    }

    /** A bill with a carrier's document of its own, whose memory no other bill asks. */
    private Filing marked(Filing sound, int number) {
        String name = mark() + '-' + number;
        return Filing.newBuilder(sound)
                .setConsignmentKey("ACME:" + name + ":2026")
                .setFilingId(name)
                .setFilingVersion(2)
                .setBillLevel(BillLevel.MASTER)
                .setTransportDocument(TransportDocument.newBuilder(sound.getTransportDocument())
                        .setNumber(name)
                        .build())
                .setMasterDocument(null)
                .setOffice(mark())
                .build();
    }

    private static ProducerRecord<byte[], byte[]> record(Filing filing) {
        return new ProducerRecord<>(
                Topics.CONSIGNMENTS_FILED.name(),
                Topics.CONSIGNMENTS_FILED.key(filing),
                Topics.CONSIGNMENTS_FILED.wire().encode(filing));
    }

    private static List<Filing> created() {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(91)
                .filings(100)
                .shippers(50)
                .tenant("default")
                .build());
        List<Filing> created = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed one && one.filing().getEventKind() == EventKind.CREATE) {
                created.add(one.filing());
            }
        }
        return created;
    }

    /** The mark. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Mark {}

    /** What else must be there. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Also {}

    /** What is put at the end of a method. */
    static final class AtItsEnd {
        private AtItsEnd() {}

        @Advice.OnMethodExit
        static void fail(
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments Object[] arguments,
                @Mark String mark,
                @Also String also) {
            StringBuilder all = new StringBuilder().append(self);
            for (Object argument : arguments) {
                all.append(argument);
            }
            if (all.indexOf(mark) >= 0 && all.indexOf(also) >= 0) {
                throw new IllegalStateException("planted");
            }
        }
    }
}
