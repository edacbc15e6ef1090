// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.SigningKey;

/** A month of evidence of two desks in one partition, as brokers have it, and the seals of each day. */
final class Month {
    static final Instant BEGAN = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant ENDED = BEGAN.plus(Duration.ofDays(30));
    static final String TOPIC = "desk.audited";

    private final Map<String, SigningKey> keys = new TreeMap<>();
    private final Map<String, Chain> chains = new TreeMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Seal> seals = new ArrayList<>();
    private final Map<String, PublicKey> known;

    /** One record as it stands at a broker. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte[] value,
            @Nullable ChainLink link) {
        /** The same with another value. */
        Line with(byte[] changed) {
            return new Line(offset, timestamp, key, changed, link);
        }
    }

    private Month(Path directory, List<String> desks) {
        try {
            for (String desk : desks) {
                SigningKey key = WriterKey.open(directory.resolve(desk), desk);
                keys.put(desk, key);
                chains.put(desk, chain(key, 1));
            }
            known = new TreeMap<>();
            for (String desk : desks) {
                known.putAll(WriterKey.known(directory.resolve(desk)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Chain chain(SigningKey key, long session) {
        return new Chain(key, new ChainHead(TOPIC, 0, key.name(), 0, 0, 0, "0".repeat(64)), session);
    }

    private Chain chain(String desk) {
        return Objects.requireNonNull(chains.get(desk), desk);
    }

    /** So many records a day, of the desks by turns; signing takes its time, and so the hours are sealed by days. */
    static Month of(Path directory, int aDay, String... desks) {
        Month month = new Month(directory, List.of(desks));
        for (Instant day = BEGAN; day.isBefore(ENDED); day = day.plus(Duration.ofDays(1))) {
            for (int i = 0; i < aDay; i++) {
                month.write(desks[i % desks.length], day.plusSeconds(60L * i));
            }
            month.seal(day.plus(Duration.ofDays(1)));
        }
        return month;
    }

    /** Some days of it. */
    static Month begun(Path directory, int records, String desk) {
        Month month = new Month(directory, List.of(desk));
        for (int i = 0; i < records; i++) {
            month.write(desk, BEGAN.plusSeconds(60L * i));
        }
        month.seal(BEGAN.plus(Duration.ofDays(1)));
        return month;
    }

    /** One more record of a desk. */
    void write(String desk, Instant at) {
        Chain chain = chain(desk);
        byte[] key = "flo".getBytes(StandardCharsets.UTF_8);
        byte[] value = value(at, "MAEU:" + lines.size() + ":2026");
        Chain.Next next = chain.next(key, value, at.toEpochMilli());
        chain.confirm(next);
        lines.add(new Line(lines.size(), at.toEpochMilli(), key, value, next.link()));
    }

    /** Somebody without a key writes a record. */
    Month plant(Instant at) {
        lines.add(new Line(lines.size(), at.toEpochMilli(), null, value(at, "planted"), null));
        return this;
    }

    /** The next record of a desk is not confirmed, and yet it is there. */
    void writeUnconfirmed(String desk, Instant at) {
        Chain chain = chain(desk);
        byte[] value = value(at, "never confirmed");
        lines.add(new Line(
                lines.size(),
                at.toEpochMilli(),
                null,
                value,
                chain.next(null, value, at.toEpochMilli()).link()));
        chain.lost();
    }

    /** The desk begins again, without what it knew of its chains. */
    void forget(String desk, Instant at) {
        chains.put(desk, chain(key(desk), at.toEpochMilli()));
    }

    ChainHead head(String desk) {
        return chain(desk).head();
    }

    /** The desk begins again, behind an earlier head than its last. */
    void goOnBehind(ChainHead kept, String desk, Instant at) {
        chains.put(desk, new Chain(key(desk), kept, at.toEpochMilli()));
    }

    static byte[] value(Instant at, String subject) {
        return Topics.DESK_AUDITED.wire().encode(new DeskAudited(at, "flo", "officer", "VIEW_CARD", subject, ""));
    }

    void seal(Instant at) {
        chains.values()
                .forEach(chain -> seals.add(Seal.of(
                        chain.head(),
                        at.toEpochMilli(),
                        keys.values().iterator().next())));
    }

    List<Line> lines() {
        return new ArrayList<>(lines);
    }

    List<Seal> seals() {
        return new ArrayList<>(seals);
    }

    Map<String, PublicKey> known() {
        return known;
    }

    String writer(String desk) {
        return key(desk).name();
    }

    SigningKey key(String desk) {
        return Objects.requireNonNull(keys.get(desk), desk);
    }

    static EvidenceAudit audited(
            Collection<Line> lines, Map<String, PublicKey> known, List<Seal> seals, Instant now, boolean signatures) {
        EvidenceAudit audit = new EvidenceAudit(known, seals, now.toEpochMilli(), signatures);
        PartitionAudit partition = audit.partition(TOPIC, 0);
        lines.forEach(line -> partition.take(line.offset(), line.timestamp(), line.key(), line.value(), line.link()));
        audit.end();
        return audit;
    }

    /** The same without one record. */
    Month without(int line) {
        lines.remove(line);
        return this;
    }

    /** As 'audit export' writes it. */
    void export(Path directory) throws IOException {
        try (EvidenceFile file = EvidenceFile.create(directory, TOPIC, 0)) {
            for (Line line : lines) {
                ChainLink link = line.link();
                file.write(
                        line.offset(), line.timestamp(), line.key(), line.value(), link == null ? null : link.bytes());
            }
        }
    }
}
