// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HexFormat;
import portolan.scoring.lifecycle.SigningKey;

/**
 * What somebody saw of the evidence at a time, signed: how far a chain went, or what stood in a range of a partition. As a
 * line of JSON it lies with a second keeper.
 *
 * @param at when it was seen, epoch milliseconds
 * @param by who seals
 * @param topic as the brokers call it
 * @param writer whose chain; empty for a range
 * @param session of the head
 * @param number of the head, and so of all records of the chain; of a range how many records it has
 * @param from first offset of the range; 0 for a head
 * @param to offset behind the range; 0 for a head
 * @param hash of the head's record, or of the whole range, in hexadecimal
 * @param signature Ed25519, in hexadecimal
 */
record Seal(
        long at,
        String by,
        String topic,
        int partition,
        String writer,
        long session,
        long number,
        long from,
        long to,
        String hash,
        String signature) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Seal of(ChainHead head, long at, SigningKey key) {
        return new Seal(
                        at,
                        key.name(),
                        head.topic(),
                        head.partition(),
                        head.writer(),
                        head.session(),
                        head.number(),
                        0,
                        0,
                        head.hash(),
                        "")
                .signed(key);
    }

    Seal signed(SigningKey key) {
        return with(HexFormat.of().formatHex(key.sign(statement())));
    }

    private Seal with(String signed) {
        return new Seal(at, by, topic, partition, writer, session, number, from, to, hash, signed);
    }

    boolean isOfRange() {
        return writer.isEmpty();
    }

    boolean isSignedBy(PublicKey key) {
        return SigningKey.fits(key, statement(), HexFormat.of().parseHex(signature));
    }

    private byte[] statement() {
        return ("portolan-seal 1\n" + with("")).getBytes(StandardCharsets.UTF_8);
    }

    String line() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts are JSON", e);
        }
    }

    /** @throws IllegalArgumentException if the line is no seal */
    static Seal of(String line) {
        try {
            return JSON.readValue(line, Seal.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no seal: " + e.getOriginalMessage(), e);
        }
    }

    /** "2026-03-04T02:10:00Z". */
    Instant time() {
        return Finding.said(at);
    }
}
