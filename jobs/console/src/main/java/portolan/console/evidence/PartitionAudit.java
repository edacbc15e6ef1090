// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.Finding.Kind;
import portolan.console.screen.TextLine;
import portolan.scoring.lifecycle.SigningKey;

/** One partition of evidence, read in its order: follows the chains in it, and compares it with what was sealed. */
final class PartitionAudit {
    private static final int AT_ONCE = 2_048;

    private final String topic;
    private final int partition;
    private final Terms terms;
    private final Consumer<Finding> findings;
    private final ChainLink.Hasher hasher;
    private final Map<String, FollowedChain> chains = new TreeMap<>();
    private final Map<String, Long> strangers = new TreeMap<>();
    private final List<Signed> signed = new ArrayList<>();
    private final List<Seal> ranges = new ArrayList<>();
    private final MessageDigest range = ChainLink.sha256();
    private final ByteBuffer place = ByteBuffer.allocate(2 * Long.BYTES);

    private int sealedRanges;
    private long first = -1;
    private long next;
    private long inRange;
    private long records;
    private long chained;
    private long unchained;
    private long foreign;
    private long foreignFrom;
    private long foreignTo;
    private long checked;

    /**
     * What a partition is compared with.
     *
     * @param keys of the writers, by their names; empty where none are known
     * @param seals of this partition
     * @param isOnlyChained whether all who write to it write chains, since the first one did
     * @param expiredBefore epoch milliseconds: what was written earlier the brokers may have deleted
     * @param withSignatures whether each signature is checked
     */
    record Terms(
            Map<String, PublicKey> keys,
            List<Seal> seals,
            boolean isOnlyChained,
            long expiredBefore,
            boolean withSignatures) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Signed(ChainLink link, byte[] hash, PublicKey key) {}

    PartitionAudit(String topic, int partition, Terms terms, Consumer<Finding> findings) {
        this.topic = topic;
        this.partition = partition;
        this.terms = terms;
        this.findings = findings;
        this.hasher = new ChainLink.Hasher(topic, partition);
        terms.seals().stream()
                .filter(Seal::isOfRange)
                .sorted(Comparator.comparing(Seal::from).thenComparing(Seal::to))
                .filter(seal -> seal.from() >= sealedTo())
                .forEach(ranges::add);
        terms.seals().stream().filter(seal -> !seal.isOfRange()).forEach(seal -> chain(seal.writer()));
    }

    /** Behind the last sealed range. Two that sealed at once sealed the same twice, and one of them counts. */
    private long sealedTo() {
        return ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).to();
    }

    /**
     * The next record.
     *
     * @param link null where it has none
     */
    void take(long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, @Nullable ChainLink link) {
        records++;
        closeRanges(offset);
        if (first < 0) {
            first = offset;
        }
        next = offset + 1;
        range.update(place.clear().putLong(offset).putLong(timestamp).array());
        inRange++;
        if (link == null || !link.isSound()) {
            range.update(key == null ? new byte[0] : key);
            range.update(value == null ? new byte[0] : value);
            unchained(timestamp);
            return;
        }
        byte[] hash = hasher.hash(link, key, value);
        range.update(hash);
        chained++;
        String writer = link.writer();
        chain(writer).take(link, hash);
        PublicKey known = terms.keys().get(writer);
        if (known == null) {
            strangers.merge(writer, 1L, Long::sum);
        } else if (terms.withSignatures()) {
            signed.add(new Signed(link, hash, known));
            if (signed.size() == AT_ONCE) {
                checkSignatures();
            }
        }
    }

    private void unchained(long timestamp) {
        if (chained == 0 || !terms.isOnlyChained()) {
            unchained++;
            return;
        }
        foreignFrom = foreign == 0 ? timestamp : foreignFrom;
        foreignTo = timestamp;
        foreign++;
    }

    private FollowedChain chain(String writer) {
        return chains.computeIfAbsent(
                writer,
                unused -> new FollowedChain(
                        where(),
                        writer,
                        terms.keys().get(writer),
                        terms.seals().stream()
                                .filter(seal -> seal.writer().equals(writer))
                                .toList(),
                        terms.expiredBefore(),
                        findings));
    }

    private String where() {
        return topic + '/' + partition;
    }

    private void checkSignatures() {
        signed.parallelStream()
                .filter(one -> !SigningKey.fits(
                        one.key(), ChainLink.statement(one.hash()), one.link().signature()))
                .forEachOrdered(one -> findings.accept(new Finding(
                        Kind.CHANGED,
                        where(),
                        one.link().writer(),
                        "#" + one.link().number() + " is not what its writer signed",
                        one.link().at(),
                        one.link().at())));
        checked += signed.size();
        signed.clear();
    }

    /** Closes the ranges that end before an offset. */
    private void closeRanges(long offset) {
        while (sealedRanges < ranges.size()
                && offset >= ranges.get(sealedRanges).to()) {
            // What stands in a range was written since the one before was sealed.
            long writtenSince = sealedRanges == 0
                    ? Long.MIN_VALUE
                    : ranges.get(sealedRanges - 1).at();
            Seal seal = ranges.get(sealedRanges++);
            boolean isExpired = writtenSince < terms.expiredBefore() && (first < 0 || first > seal.from());
            String hash = HexFormat.of().formatHex(range.digest());
            if (!isExpired && inRange != seal.number()) {
                findings.accept(new Finding(
                        inRange < seal.number() ? Kind.MISSING : Kind.ADDED,
                        where(),
                        "",
                        TextLine.counted(Math.abs(seal.number() - inRange), "record") + " of the "
                                + TextLine.number(seal.number()) + " at offsets " + seal.from() + " to "
                                + (seal.to() - 1) + ", as sealed at " + seal.time(),
                        null,
                        seal.at()));
            } else if (!isExpired && !hash.equals(seal.hash())) {
                findings.accept(new Finding(
                        Kind.CHANGED,
                        where(),
                        "",
                        "the records at offsets " + seal.from() + " to " + (seal.to() - 1)
                                + " are not those that were sealed at " + seal.time(),
                        null,
                        seal.at()));
            }
            inRange = 0;
        }
    }

    /** Nothing more comes. */
    void end() {
        closeRanges(Long.MAX_VALUE);
        checkSignatures();
        chains.values().forEach(FollowedChain::end);
        if (foreign > 0) {
            findings.accept(new Finding(
                    Kind.ADDED,
                    where(),
                    "",
                    TextLine.counted(foreign, "record") + " of no chain, behind records of one",
                    foreignFrom,
                    foreignTo));
        }
        if (!terms.keys().isEmpty()) {
            strangers.forEach((writer, count) -> findings.accept(new Finding(
                    Kind.ADDED,
                    where(),
                    writer,
                    TextLine.counted(count, "record") + " of a writer whose key is not known",
                    null,
                    null)));
        }
    }

    /** What may be sealed now: each chain's head, and what stands behind the last sealed range. */
    List<Seal> seals(long at, SigningKey key) {
        List<Seal> seals = new ArrayList<>();
        chains.values().stream()
                .map(chain -> chain.head(topic, partition))
                .filter(Objects::nonNull)
                .forEach(head -> seals.add(Seal.of(head, at, key)));
        long from = ranges.isEmpty() ? first : sealedTo();
        if (inRange > 0) {
            seals.add(new Seal(
                            at,
                            key.name(),
                            topic,
                            partition,
                            "",
                            0,
                            inRange,
                            from,
                            next,
                            HexFormat.of().formatHex(range.digest()),
                            "")
                    .signed(key));
        }
        return seals;
    }

    long records() {
        return records;
    }

    long chained() {
        return chained;
    }

    long unchained() {
        return unchained;
    }

    long checked() {
        return checked;
    }

    long unconfirmed() {
        return chains.values().stream().mapToLong(FollowedChain::unconfirmed).sum();
    }

    long expired() {
        return chains.values().stream().mapToLong(FollowedChain::expired).sum();
    }

    /** The writers of its chains. */
    Iterable<String> writers() {
        return chains.keySet();
    }
}
