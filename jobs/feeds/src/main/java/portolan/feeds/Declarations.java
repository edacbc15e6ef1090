// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.ContentId;

/**
 * Joins declarations to the transport bills that they name, so that goods count once. A declaration whose bill was not
 * filed stands alone until it is; then its own filing is withdrawn and it supplements the bill. It supplements each
 * later statement of the bill again, since that replaces what was there. Once the bill is withdrawn, it stands alone.
 *
 * <p>In which order bill and declaration come makes no difference to what stands in the end. An amended declaration
 * adds to its bill what it did not name before; what it names already stays as it was joined first.
 */
public final class Declarations {
    /** Attribute of a declaration: the number of the bill that it clears. */
    public static final String CLEARS = "clears";

    /** Attribute of a declaration that is withdrawn because it is joined: the key of its bill. */
    public static final String JOINED = "joinedTo";

    /** Declarations of one number that are joined; more stand alone. A groupage bill has dozens. */
    public static final int MOST = 999;

    /** Name space of event ids; never to be changed, since a message that is read again must get the same ids. */
    private static final UUID EVENTS = UUID.fromString("6b5f6a1e-2f4b-4d0c-8a3a-90d6c1f7e2b4");

    /** Items of a declaration are numbered behind all items of a manifest, each declaration in a range of its own. */
    private static final int DECLARED = 10_000;

    private Declarations() {}

    /**
     * A bill as it was stated last.
     *
     * @param key of its consignment
     */
    public record Bill(String key, Instant filedAt, Instant receivedAt, boolean withdrawn) {}

    /**
     * A declaration.
     *
     * @param alone its filing as it stands without a bill
     * @param ordinal from 1, among the declarations of one number
     * @param bill key of the bill that it is joined to; null while it stands alone
     */
    public record Declared(
            Filing alone, int ordinal, @Nullable String bill) {
        Declared joinedTo(@Nullable String key) {
            return new Declared(alone, ordinal, key);
        }
    }

    /** What is remembered under one {@link #place}. */
    public interface Place {
        @Nullable
        Bill bill();

        void bill(Bill bill);

        /** All declarations that name this number, by their filing ids; not to be changed while it is walked through. */
        List<Declared> declared();

        void declared(Declared declaration);
    }

    /** Tenant and number under which bills and the declarations that name them meet. */
    public static String place(Filing filing) {
        String named = clears(filing);
        return filing.getTenant()
                + '\n'
                + ConsignmentKeys.normalized(
                        named == null ? filing.getTransportDocument().getNumber() : named);
    }

    /** Whether the filing is a declaration that names a bill. */
    public static boolean isDeclaration(Filing filing) {
        return clears(filing) != null;
    }

    /** The bill that a filing states as a whole or withdraws; null for any other filing. */
    public static @Nullable Bill bill(Filing filing) {
        boolean withdrawn = filing.getEventKind() == EventKind.DELETE;
        boolean whole = filing.getEventKind() == EventKind.CREATE || filing.getEventKind() == EventKind.REPLACE;
        // A declaration clears a bill, and is none.
        return filing.getSourceRegime() != SourceRegime.SAD && (whole || withdrawn)
                ? new Bill(filing.getConsignmentKey(), filing.getFiledAt(), filing.getReceivedAt(), withdrawn)
                : null;
    }

    private static @Nullable String clears(Filing filing) {
        return filing.getSourceRegime() == SourceRegime.SAD && filing.getEventKind() == EventKind.CREATE
                ? filing.getAttributes().get(CLEARS)
                : null;
    }

    /** What to file of a declaration, in this order. */
    public static List<Filing> declared(Filing declaration, Place place) {
        Declared before = null;
        int last = 0;
        for (Declared each : place.declared()) {
            last = Math.max(last, each.ordinal());
            if (each.alone().getFilingId().equals(declaration.getFilingId())) {
                before = each;
            }
        }
        if (before == null && last >= MOST) {
            return List.of(declaration);
        }
        if (before != null && declaration.getFiledAt().isBefore(before.alone().getFiledAt())) {
            // What was declared since stays; the ledger refuses what is older.
            return List.of(before.bill() == null ? declaration : supplement(before, before.bill(), place.bill()));
        }
        Bill bill = place.bill();
        String joined = before != null && before.bill() != null
                ? before.bill()
                : bill == null || bill.withdrawn() ? null : bill.key();
        Declared now = new Declared(declaration, before == null ? last + 1 : before.ordinal(), joined);
        place.declared(now);
        return List.of(joined == null ? declaration : supplement(now, joined, bill));
    }

    /** What to file once a bill is filed, in this order. */
    public static List<Filing> followed(Bill bill, Place place) {
        Bill before = place.bill();
        boolean same = before == null || before.key().equals(bill.key());
        if (before != null && same && bill.filedAt().isBefore(before.filedAt())) {
            // The ledger refuses it.
            return List.of();
        }
        if (same || !bill.withdrawn()) {
            place.bill(bill);
        }
        List<Filing> filings = new ArrayList<>();
        for (Declared each : place.declared()) {
            boolean isIts = bill.key().equals(each.bill());
            if (bill.withdrawn() && isIts) {
                filings.add(standing(each, bill));
                place.declared(each.joinedTo(null));
            } else if (!bill.withdrawn() && (isIts || each.bill() == null)) {
                if (each.bill() == null) {
                    filings.add(withdrawn(each, bill));
                    place.declared(each.joinedTo(bill.key()));
                }
                filings.add(supplement(each, bill.key(), bill));
            }
        }
        return filings;
    }

    /** Beside the manifest's items, without masses and packages: those of the same goods would count twice. */
    private static Filing supplement(Declared declared, String key, @Nullable Bill bill) {
        Filing filing =
                made(EventKind.SUPPLEMENT, declared, bill != null && bill.key().equals(key) ? bill : null);
        filing.setConsignmentKey(key);
        filing.setTransportDocument(new TransportDocument(filing.getAttributes().get(CLEARS), null, null, null));
        filing.setTotals(null);
        for (Item item : filing.getGoodsItems()) {
            item.setSeq(DECLARED * declared.ordinal() + item.getSeq());
            item.setGrossMassKg(null);
            item.setNetMassKg(null);
            item.setPackages(new ArrayList<>());
        }
        return filing;
    }

    private static Filing withdrawn(Declared declared, Bill bill) {
        Filing filing = Listing.withdrawal(made(EventKind.DELETE, declared, bill));
        Map<String, String> attributes = new HashMap<>(filing.getAttributes());
        attributes.put(JOINED, bill.key());
        filing.setAttributes(attributes);
        return filing;
    }

    private static Filing standing(Declared declared, Bill bill) {
        return made(EventKind.CREATE, declared, bill);
    }

    /** Said once both are known, and by an id of what is said: the ledger takes nothing twice. */
    private static Filing made(EventKind kind, Declared declared, @Nullable Bill bill) {
        Filing filing = Filing.newBuilder(declared.alone()).setEventKind(kind).build();
        if (bill != null) {
            filing.setFiledAt(later(filing.getFiledAt(), bill.receivedAt()));
            filing.setReceivedAt(later(filing.getReceivedAt(), bill.receivedAt()));
        }
        filing.setEventId(ContentId.named(
                EVENTS,
                kind + ":" + declared.alone().getEventId() + ":"
                        + filing.getFiledAt().toEpochMilli()));
        return filing;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The declarations and bills of a run, by place; the eldest places go first. */
    static final class Held {
        private final Map<String, HeldPlace> places = KnownBills.latest(KnownBills.MOST);

        /** What to file where this is filed, in this order. */
        List<Filing> joined(Filing filing) {
            Bill bill = bill(filing);
            if (bill == null) {
                return isDeclaration(filing) ? declared(filing, of(filing)) : List.of(filing);
            }
            List<Filing> filings = new ArrayList<>();
            filings.add(filing);
            filings.addAll(followed(bill, of(filing)));
            return filings;
        }

        private HeldPlace of(Filing filing) {
            return places.computeIfAbsent(place(filing), any -> new HeldPlace());
        }
    }

    private static final class HeldPlace implements Place {
        private final Map<String, Declared> declarations = new LinkedHashMap<>();
        private @Nullable Bill bill;

        @Override
        public @Nullable Bill bill() {
            return bill;
        }

        @Override
        public void bill(Bill stated) {
            bill = stated;
        }

        @Override
        public List<Declared> declared() {
            return List.copyOf(declarations.values());
        }

        @Override
        public void declared(Declared declaration) {
            declarations.put(declaration.alone().getFilingId(), declaration);
        }
    }
}
