// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.Finding.Kind;
import portolan.console.screen.TextLine;
import portolan.scoring.lifecycle.SigningKey;

/** One writer's chain in one partition, followed record by record. Says what is not as the writer left it. */
final class FollowedChain {
    private static final byte[] NOTHING = new byte[ChainLink.HASH_BYTES];

    /** More than a writer leaves unconfirmed: so far back a session may begin. */
    private static final int REMEMBERED = EvidenceWriter.MOST_UNCONFIRMED + 24;

    private final String where;
    private final String writer;
    private final @Nullable PublicKey key;
    private final long expiredBefore;
    private final Consumer<Finding> findings;
    private final TreeMap<Long, Seal> seals = new TreeMap<>();
    private final Set<Long> matched = new HashSet<>();
    private final Map<Long, byte[]> hashes = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    private long session;
    private long last;
    private long lastAt;
    private byte[] lastHash = NOTHING;
    private @Nullable ChainLink lastLink;
    private long unconfirmed;
    private long expired;

    /** Records that did not come: their numbers, and what is known of the ones beside them. */
    private record Gap(long from, long to, @Nullable Long after, long before, ChainLink next) {}

    /**
     * A chain of which nothing was read yet.
     *
     * @param where topic and partition
     * @param key of the writer; null where it is not known
     * @param seals of this chain
     * @param expiredBefore epoch milliseconds: what was written earlier the brokers may have deleted
     */
    FollowedChain(
            String where,
            String writer,
            @Nullable PublicKey key,
            List<Seal> seals,
            long expiredBefore,
            Consumer<Finding> findings) {
        this.where = where;
        this.writer = writer;
        this.key = key;
        this.expiredBefore = expiredBefore;
        this.findings = findings;
        // The first one counts: a later one may have seen what was made of the record since.
        seals.forEach(seal -> this.seals.putIfAbsent(seal.number(), seal));
    }

    /** The next record of this chain in the partition's order. */
    void take(ChainLink link, byte[] hash) {
        long number = link.number();
        if (link.session() < session || (link.session() == session && number <= last)) {
            late(link, hash);
            return;
        }
        if (link.session() > session && last > 0 && number <= last) {
            beginAgain(link);
        } else if (number > last + 1) {
            gaps.add(new Gap(last + 1, number - 1, lastLink == null ? null : lastAt, link.at(), link));
        } else if (!link.follows(lastHash)) {
            changed(link, hash);
        }
        session = link.session();
        last = number;
        lastAt = link.at();
        lastHash = hash;
        lastLink = link;
        hashes.put(number, hash);
        hashes.remove(number - REMEMBERED);
        Seal seal = seals.get(number);
        if (seal != null && seal.hash().equals(HexFormat.of().formatHex(hash))) {
            matched.add(number);
        }
    }

    /** A session that begins behind an earlier record than the last: those between were not confirmed to the writer. */
    private void beginAgain(ChainLink link) {
        long behind = link.number() - 1;
        byte[] hash = behind == 0 ? null : hashes.get(behind);
        if (hash == null || !link.follows(hash)) {
            say(
                    Kind.CHANGED,
                    "the writer began anew with #" + link.number() + " behind #" + last
                            + ": its heads were lost, or the chain was cut and forged",
                    lastAt,
                    link.at());
        }
        unconfirmed += last - behind;
        gaps.removeIf(gap -> gap.from() > behind);
    }

    private void late(ChainLink link, byte[] hash) {
        long number = link.number();
        for (Iterator<Gap> all = gaps.iterator(); all.hasNext(); ) {
            Gap gap = all.next();
            if (gap.from() <= number && number <= gap.to()) {
                all.remove();
                if (gap.from() < number) {
                    gaps.add(new Gap(gap.from(), number - 1, gap.after(), link.at(), link));
                }
                if (number < gap.to()) {
                    gaps.add(new Gap(number + 1, gap.to(), link.at(), gap.before(), gap.next()));
                } else if (!gap.next().follows(hash)) {
                    say(Kind.CHANGED, "#" + number + " is not the one that #" + (number + 1) + " follows", link);
                }
                matched.add(number);
                say(Kind.MOVED, "#" + number + " stands behind #" + last, link);
                return;
            }
        }
        byte[] known = hashes.get(number);
        boolean isCopy = known != null && Arrays.equals(known, hash);
        say(Kind.ADDED, (isCopy ? "a copy of #" : "another #") + number + " stands behind #" + last, link);
    }

    /** Two neighbours do not fit: the signatures say which of them was changed. */
    private void changed(ChainLink link, byte[] hash) {
        ChainLink before = lastLink;
        if (before == null) {
            say(Kind.CHANGED, "#1 follows another record: the beginning was cut or forged", link);
        } else if (key == null) {
            say(
                    Kind.CHANGED,
                    "#" + last + " or #" + link.number() + ": with the writer's key in --keys it is known which",
                    lastAt,
                    link.at());
        } else if (!fits(before, lastHash)) {
            say(Kind.CHANGED, "#" + last + " is not what its writer signed", before);
        } else if (!fits(link, hash)) {
            say(Kind.CHANGED, "#" + link.number() + " is not what its writer signed", link);
        } else {
            say(Kind.CHANGED, "#" + link.number() + " follows another record than #" + last, lastAt, link.at());
        }
    }

    private boolean fits(ChainLink link, byte[] hash) {
        return key != null && SigningKey.fits(key, ChainLink.statement(hash), link.signature());
    }

    /** Nothing more comes. */
    void end() {
        ChainLink end = lastLink;
        if (end != null && key != null && !fits(end, lastHash)) {
            say(Kind.CHANGED, "#" + last + ", the last one, is not what its writer signed", end);
        }
        for (Gap gap : gaps) {
            if (gap.after() == null && isExpired(gap)) {
                expired = gap.to();
            } else {
                say(Kind.MISSING, numbers(gap.from(), gap.to()), gap.after(), gap.before());
            }
        }
        Seal best = null;
        for (Seal seal : seals.values()) {
            if (matched.contains(seal.number())) {
                continue;
            }
            if (seal.number() > last) {
                best = seal;
            } else if (isPresent(seal.number())) {
                say(
                        Kind.CHANGED,
                        "#" + seal.number() + " is not the one that was sealed at " + seal.time(),
                        null,
                        seal.at());
            }
        }
        if (best != null && best.at() >= expiredBefore) {
            say(
                    Kind.MISSING,
                    numbers(last + 1, best.number()) + ", the end of the chain, as sealed at " + best.time(),
                    end == null ? null : lastAt,
                    best.at());
        }
    }

    private boolean isPresent(long number) {
        return number > expired && gaps.stream().noneMatch(gap -> gap.from() <= number && number <= gap.to());
    }

    /** Whether the brokers may have deleted the beginning because of its age. */
    private boolean isExpired(Gap gap) {
        return gap.before() < expiredBefore
                || seals.tailMap(gap.to()).values().stream().anyMatch(seal -> seal.at() < expiredBefore);
    }

    private static String numbers(long from, long to) {
        return from == to
                ? "1 record, #" + from
                : TextLine.counted(to - from + 1, "record") + ", #" + from + " to #" + to;
    }

    private void say(Kind kind, String what, ChainLink link) {
        say(kind, what, link.at(), link.at());
    }

    private void say(Kind kind, String what, @Nullable Long from, @Nullable Long to) {
        findings.accept(new Finding(kind, where, writer, what, from, to));
    }

    /** Records that the brokers deleted because of their age. */
    long expired() {
        return expired;
    }

    /** Records that were never confirmed to their writer, and are there. */
    long unconfirmed() {
        return unconfirmed;
    }

    /** The last record; null where there is none. */
    @Nullable
    ChainHead head(String topic, int partition) {
        return lastLink == null
                ? null
                : new ChainHead(
                        topic,
                        partition,
                        writer,
                        session,
                        last,
                        lastAt,
                        HexFormat.of().formatHex(lastHash));
    }
}
