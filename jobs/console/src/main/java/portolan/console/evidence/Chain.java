// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.SigningKey;

/** What this process writes to one partition: numbers its records, links each to the one before, signs it. */
final class Chain {
    private final SigningKey key;
    private final String topic;
    private final int partition;
    private final ChainLink.Hasher hasher;

    // Guarded by this.
    private long session;
    private long number;
    private byte[] hash;
    private ChainHead confirmed;
    private byte[] confirmedHash;
    private boolean isBroken;

    /** @param confirmed the last record that is known to be there; number 0 of a new chain */
    Chain(SigningKey key, ChainHead confirmed, long session) {
        this.key = key;
        this.topic = confirmed.topic();
        this.partition = confirmed.partition();
        this.hasher = new ChainLink.Hasher(topic, partition);
        this.session = Math.max(session, confirmed.session() + 1);
        this.number = confirmed.number();
        this.confirmed = confirmed;
        this.confirmedHash = HexFormat.of().parseHex(confirmed.hash());
        this.hash = confirmedHash;
    }

    /** A link that was signed, and the hash of its record. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Next(ChainLink link, byte[] hash) {}

    /** The link of the next record. */
    synchronized Next next(byte @Nullable [] recordKey, byte[] value, long at) {
        if (isBroken) {
            // Nobody knows whether the last ones are there: it goes on behind the one that is.
            session++;
            number = confirmed.number();
            hash = confirmedHash;
            isBroken = false;
        }
        ChainLink link = ChainLink.unsigned(key.name(), session, number + 1, at, hash);
        byte[] next = hasher.hash(link, recordKey, value);
        link.signed(key.sign(ChainLink.statement(next)));
        number++;
        hash = next;
        return new Next(link, next);
    }

    /** Whether a record was not confirmed, so that the next one begins a session. */
    synchronized boolean isBroken() {
        return isBroken;
    }

    /** A record may be there or not. */
    synchronized void lost() {
        isBroken = true;
    }

    /**
     * The brokers have a record; returns the head, or null where one before it is not known to be there: then this one
     * stands outside of the chain.
     */
    synchronized @Nullable ChainHead confirm(Next next) {
        ChainLink link = next.link();
        if (isBroken || link.session() != session || link.number() != confirmed.number() + 1) {
            return null;
        }
        confirmedHash = next.hash();
        confirmed = new ChainHead(
                topic,
                partition,
                key.name(),
                session,
                link.number(),
                link.at(),
                HexFormat.of().formatHex(confirmedHash));
        return confirmed;
    }

    synchronized ChainHead head() {
        return confirmed;
    }
}
