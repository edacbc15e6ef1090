// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

/**
 * What a complete manifest withdraws: the bills that the manifest before it named and it does not. Of more than a share
 * it withdraws none until a person approves, since the likeliest reason is that half of the message is missing.
 */
public final class Withdrawals {
    /** Attribute of a withdrawing filing: SHA-256 of the manifest that leaves the bill out. */
    public static final String LEFT_OUT_OF = "leftOutOf";

    /** Attribute of a withdrawing filing: who approved. */
    public static final String APPROVED_BY = "withdrawalApprovedBy";

    /** Name space of event ids; never to be changed, since a message that is read again must get the same ids. */
    private static final UUID EVENTS = UUID.fromString("0c8f2a8e-3f0d-4b52-9a6c-5a1c7be6d0f3");

    /** Voyage numbers come again: what was named so long before is of another voyage. */
    private static final Duration VOYAGE = Duration.ofDays(60);

    private static final AvroWire<Filing> WIRE = Topics.CONSIGNMENTS_FILED.wire();

    private Withdrawals() {}

    /**
     * A bill as it was named last.
     *
     * @param first message that named it first, by SHA-256
     * @param last message that named it last
     * @param at that message's time
     * @param withdrawal as in {@link ListedBill}
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Named(String first, String last, Instant at, byte[] withdrawal) {}

    /** The bills that manifests of one {@link ListedBill#manifest() manifest} named. */
    public interface Bills {
        @Nullable
        Named get(String bill);

        void put(String bill, Named named);

        void remove(String bill);

        Iterable<? extends Map.Entry<String, Named>> all();

        /** Time of the latest complete manifest; null before the first. */
        @Nullable
        Instant completeAt();

        void completeAt(Instant at);
    }

    /**
     * Of one bill.
     *
     * @param bill as in {@link ListedBill}
     * @param namedAt when this manifest named the bill last; one that was rolled to another voyage is named there later
     */
    public record Withdrawal(String bill, Filing filing, Instant namedAt) {}

    /**
     * What follows from a complete manifest.
     *
     * @param filings that withdraw bills, in the order of their numbers; each counts unless another manifest named its bill since
     * @param withheld why nothing is withdrawn that is left out; null where nothing is withheld
     */
    public record Result(List<Withdrawal> filings, @Nullable String withheld) {
        private static final Result NONE = new Result(List.of(), null);

        public Result {
            filings = List.copyOf(filings);
        }
    }

    /** Takes note of a bill. */
    public static void listed(ListedBill bill, Bills bills) {
        Named before = bills.get(bill.bill());
        if (before != null && before.at().isAfter(bill.at())) {
            return;
        }
        if (bill.withdrawal().length == 0) {
            bills.remove(bill.bill());
        } else {
            String first = before == null ? bill.sha256() : before.first();
            bills.put(bill.bill(), new Named(first, bill.sha256(), bill.at(), bill.withdrawal()));
        }
    }

    /** Withdraws what a manifest leaves out, or says why not. */
    public static Result complete(CompleteManifest manifest, Bills bills) {
        Instant before = bills.completeAt();
        if (before != null && before.isAfter(manifest.at())) {
            return manifest.approvedBy() == null
                    ? Result.NONE
                    : new Result(
                            List.of(),
                            "a later manifest has come: this one=" + manifest.at() + ", that one=" + before
                                    + "; nothing is withdrawn");
        }
        bills.completeAt(manifest.at());
        String sha256 = manifest.message().getSha256();
        Map<String, Named> leftOut = new TreeMap<>();
        List<String> past = new ArrayList<>();
        int known = 0;
        for (Map.Entry<String, Named> each : bills.all()) {
            Named named = each.getValue();
            if (named.at().plus(VOYAGE).isBefore(manifest.at())) {
                past.add(each.getKey());
            } else if (!named.first().equals(sha256) && !named.at().isAfter(manifest.at())) {
                known++;
                if (!named.last().equals(sha256)) {
                    leftOut.put(each.getKey(), named);
                }
            }
        }
        past.forEach(bills::remove);
        String withheld = leftOut.isEmpty() ? null : withheld(manifest, leftOut.size(), known);
        if (withheld != null) {
            return new Result(List.of(), withheld);
        }
        List<Withdrawal> filings = new ArrayList<>();
        leftOut.forEach((bill, named) -> {
            filings.add(new Withdrawal(bill, withdrawn(manifest, bill, named), named.at()));
            bills.remove(bill);
        });
        return new Result(filings, null);
    }

    private static @Nullable String withheld(CompleteManifest manifest, int leftOut, int known) {
        boolean many = (long) leftOut * 100 > (long) known * manifest.atMost();
        if (manifest.approvedBy() != null || (!many && manifest.rejected() == 0)) {
            return null;
        }
        return "the manifest leaves out " + leftOut + " of the " + known + " bills named before, "
                + (many
                        ? "more than the " + manifest.atMost() + " % that are withdrawn without a person"
                        : "and its " + manifest.rejected() + " rejected or missing bills may be among them")
                + ": manifest=" + manifest.manifest().replace('\n', ' ')
                + "; nothing is withdrawn. If it is right, two approve it, one after the other:"
                + " portolan receive approve " + manifest.message().getSha256();
    }

    private static Filing withdrawn(CompleteManifest manifest, String bill, Named named) {
        if (!(WIRE.decode(named.withdrawal()) instanceof DecodeResult.Value<Filing> decoded)) {
            throw new IllegalStateException("this job wrote it, and cannot read it: bill=" + bill);
        }
        Filing filing = decoded.value();
        String sha256 = manifest.message().getSha256();
        Map<String, String> attributes = new HashMap<>(filing.getAttributes());
        attributes.put(LEFT_OUT_OF, sha256);
        if (manifest.approvedBy() != null) {
            attributes.put(APPROVED_BY, manifest.approvedBy());
        }
        filing.setAttributes(attributes);
        filing.setEventId(ContentId.named(EVENTS, sha256 + ":" + manifest.manifest() + ":" + bill));
        filing.setFiledAt(manifest.at());
        filing.setReceivedAt(manifest.receivedAt());
        filing.setRawMessageRef(manifest.message());
        return filing;
    }

    /** The bills of all manifests of a run, by manifest. */
    public static final class Held {
        private final Map<String, HeldBills> manifests = new HashMap<>();
        private final Map<String, Instant> filed = new HashMap<>();

        /** Takes note of a bill of a manifest. */
        public void listed(ListedBill bill) {
            Withdrawals.listed(bill, of(bill.manifest()));
            filed.merge(bill.bill(), bill.at(), (one, other) -> one.isAfter(other) ? one : other);
        }

        /** What follows from a manifest, without the bills that another manifest named since. */
        public Result complete(CompleteManifest manifest) {
            Result all = Withdrawals.complete(manifest, of(manifest.manifest()));
            return new Result(
                    all.filings().stream()
                            .filter(one ->
                                    !filed.getOrDefault(one.bill(), Instant.MIN).isAfter(one.namedAt()))
                            .toList(),
                    all.withheld());
        }

        /** Those of one. */
        private Bills of(String manifest) {
            return manifests.computeIfAbsent(manifest, any -> new HeldBills());
        }
    }

    private static final class HeldBills implements Bills {
        private final Map<String, Named> bills = new TreeMap<>();
        private @Nullable Instant completeAt;

        @Override
        public @Nullable Named get(String bill) {
            return bills.get(bill);
        }

        @Override
        public void put(String bill, Named named) {
            bills.put(bill, named);
        }

        @Override
        public void remove(String bill) {
            bills.remove(bill);
        }

        @Override
        public Iterable<Map.Entry<String, Named>> all() {
            return bills.entrySet();
        }

        @Override
        public @Nullable Instant completeAt() {
            return completeAt;
        }

        @Override
        public void completeAt(Instant at) {
            completeAt = at;
        }
    }
}
