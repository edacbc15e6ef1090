// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.ConsignmentKeys;

/** What a message became: its receipt, filings and rejects. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Taken(
        byte[] bytes,
        Receipt receipt,
        List<Filing> filings,
        List<ContainerMoved> moves,
        List<ConveyanceReported> calls,
        List<BillReject> rejects) {
    public static final Instant RECEIVED = Instant.parse("2026-03-02T08:00:00Z");

    public static Taken of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Taken of(byte[] bytes) {
        return of(bytes, Profile.DEFAULT);
    }

    public static Taken of(byte[] bytes, Profile profile) {
        return of(
                ReceivedMessage.of(bytes, "messages.received", 0, 17, RECEIVED).from(null, null, profile.name()),
                profile);
    }

    public static Taken of(ReceivedMessage message, Profile... profiles) {
        return of(Formats.reader(Profiles.of(List.of(profiles)), new ConsignmentKeys()), message);
    }

    public static Taken of(FeedReader reader, ReceivedMessage message) {
        List<Filing> filings = new ArrayList<>();
        List<ContainerMoved> moves = new ArrayList<>();
        List<ConveyanceReported> calls = new ArrayList<>();
        List<BillReject> rejects = new ArrayList<>();
        Receipt receipt = reader.read(message, new BillSink() {
            @Override
            public void filed(Filing filing) {
                filings.addAll(reader.joined(filing));
            }

            @Override
            public void moved(ContainerMoved event) {
                moves.add(event);
            }

            @Override
            public void reported(ConveyanceReported report) {
                calls.add(report);
            }

            @Override
            public void rejected(BillReject reject) {
                rejects.add(reject);
            }
        });
        return new Taken(message.bytes(), receipt, filings, moves, calls, rejects);
    }

    /** The one filing of a message that has one and no reject. */
    public Filing only() {
        if (filings.size() != 1 || !rejects.isEmpty()) {
            throw new AssertionError("not one filing: receipt=" + receipt + ", rejects=" + rejects);
        }
        return filings.get(0);
    }

    /** The bill's own bytes. */
    public String slice(Filing filing) {
        return slice(filing.getRawMessageRef());
    }

    /** The bytes that a record was read from. */
    public String slice(RawMessageRef reference) {
        long from = reference.getByteFrom();
        long to = reference.getByteTo();
        return new String(Arrays.copyOfRange(bytes, (int) from, (int) to), StandardCharsets.UTF_8);
    }

    /** Why nothing was filed. */
    public MessageReject.Reason refused() {
        MessageReject reject = receipt.reject();
        if (reject == null
                || receipt.found() > 0
                || !filings.isEmpty()
                || !moves.isEmpty()
                || !calls.isEmpty()
                || !rejects.isEmpty()) {
            throw new AssertionError("not refused: receipt=" + receipt);
        }
        return reject.reason();
    }
}
