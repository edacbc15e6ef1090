// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Seal;
import portolan.scoring.party.BoundedText;
import portolan.scoring.party.NameRegion;
import portolan.scoring.screening.SpelledAlike;

/**
 * What became of one consignment since it was first filed, as far as indicators ask for it: small and bounded, as it
 * travels with every event. A consignment that was never amended, disputed or filed again has {@link #NONE}, which is
 * one byte; what was first filed is then what is filed.
 *
 * @param begun whether what was first filed is noted here
 * @param firstConsignee the first consignee that was named
 * @param consigneeChangedAt since when another one is named; null while it is the first
 * @param firstDischarge the first place of discharge that was stated
 * @param dischargeChangedAt since when another one is stated; null while it is the first
 * @param changes what amendments changed so far, each once, in the order of the constants
 * @param boxes the seals first filed of each box, of at most {@value #MOST_BOXES} boxes
 * @param refiling how it was filed again after a withdrawal; null when it was not
 * @param rivals who else claims the bill
 * @param billsDue whether the time has passed by which the bills that belong to it should have come
 */
public record CaseHistory(
        boolean begun,
        @Nullable FirstConsignee firstConsignee,
        @Nullable Instant consigneeChangedAt,
        @Nullable String firstDischarge,
        @Nullable Instant dischargeChangedAt,
        List<Change> changes,
        List<SealedBox> boxes,
        @Nullable Refiling refiling,
        List<RivalClaim> rivals,
        boolean billsDue) {
    /** Of a consignment that was filed once. */
    public static final CaseHistory NONE =
            new CaseHistory(false, null, null, null, null, List.of(), List.of(), null, List.of(), false);

    /** Boxes beyond these are not compared: a bill with more is no single hidden box. */
    static final int MOST_BOXES = 16;

    /** A box with more seals than these is not compared. */
    static final int MOST_SEALS = 8;

    private static final int LONGEST_SHOWN = 60;

    /** The agency code of customs in a seal's party. */
    private static final String CUSTOMS = "CU";

    public CaseHistory {
        changes = List.copyOf(changes);
        boxes = List.copyOf(boxes);
        rivals = List.copyOf(rivals);
    }

    /** What an amendment can change that matters for where the goods go and what they are. */
    public enum Change {
        CONSIGNEE("consignee"),
        GOODS("goods"),
        CONTAINERS("containers"),
        DISCHARGE("place of discharge");

        private final String words;

        Change(String words) {
            this.words = words;
        }

        /** As a person reads it. */
        public String words() {
            return words;
        }
    }

    /**
     * The consignee that was first named.
     *
     * @param key who it is
     * @param nameKey who it is by name and country alone; null when it has no name
     * @param shown its name, at most 60 characters, else its key
     */
    public record FirstConsignee(String key, @Nullable String nameKey, String shown) {
        private static @Nullable FirstConsignee of(@Nullable Party party) {
            PartyKey key = PartyKey.of(party);
            if (party == null || key == null) {
                return null;
            }
            PartyKey byName = PartyKey.byName(party);
            String name = party.name() == null ? key.value() : party.name();
            return new FirstConsignee(
                    key.value(),
                    byName == null ? null : byName.value(),
                    name.length() <= LONGEST_SHOWN ? name : BoundedText.start(name, LONGEST_SHOWN));
        }

        /**
         * The same number in whatever form, or the same name in the same country; a name that is spelled another way
         * is the same, unless two numbers of one register say that they are two.
         */
        private boolean isSame(FirstConsignee other) {
            if (key.equals(other.key) || (nameKey != null && nameKey.equals(other.nameKey))) {
                return true;
            }
            PartyKey one = new PartyKey(key);
            PartyKey two = new PartyKey(other.key);
            if (one.isFormOf(two)) {
                return true;
            }
            return !one.isOfRegisterOf(two)
                    && nameKey != null
                    && other.nameKey != null
                    && country(nameKey).equals(country(other.nameKey))
                    && SpelledAlike.are(shown, other.shown, NameRegion.of(country(nameKey)));
        }

        /**
         * Another party for all that two filers say: by numbers of one register, or by names. Whom one of them names
         * by a register, and the other by another register or by name, may be one.
         */
        private boolean isOther(FirstConsignee other) {
            boolean isComparable = new PartyKey(key).isOfRegisterOf(new PartyKey(other.key))
                    || (nameKey != null && other.nameKey != null);
            return isComparable && !isSame(other);
        }

        private static String country(String nameKey) {
            String[] parts = nameKey.split("\\|", 3);
            return parts.length < 2 ? "" : parts[1];
        }
    }

    /** A box and the seals first filed of it, as hashes of 32 bits: equal hashes of other seals hide a change. */
    public record SealedBox(int box, List<Integer> seals) {
        public SealedBox {
            seals = List.copyOf(seals);
        }
    }

    /**
     * A filing of a consignment that had been withdrawn.
     *
     * @param withdrawnAt when the withdrawal was received
     * @param filedAgainAt when the new filing was received
     * @param filerBefore who had filed before
     * @param officeBefore the office before, or null
     */
    public record Refiling(
            Instant withdrawnAt,
            Instant filedAgainAt,
            String filerBefore,
            @Nullable String officeBefore,
            boolean otherFiler,
            boolean otherParty,
            boolean otherOffice) {
        static Refiling of(Consignment before, Instant withdrawnAt, Consignment again) {
            return new Refiling(
                    withdrawnAt,
                    again.receivedAt(),
                    before.filer().id(),
                    before.office(),
                    Claim.differ(before.filer(), again.filer()),
                    otherParties(before, again),
                    before.office() != null
                            && again.office() != null
                            && !before.office().equals(again.office()));
        }
    }

    /**
     * Another filer's claim of the same bill.
     *
     * @param since when the filing that first made it was received
     * @param otherParties whether it names another shipper or consignee
     * @param otherContainers whether it names other containers
     */
    public record RivalClaim(
            String filer, String filingId, Instant since, boolean otherParties, boolean otherContainers) {
        static RivalClaim of(Claim claim, Consignment beside) {
            Consignment stated = claim.stated();
            return new RivalClaim(
                    stated.filer().id(),
                    claim.filing().filingId(),
                    stated.receivedAt(),
                    CaseHistory.otherParties(stated, beside),
                    CaseHistory.otherContainers(stated, beside));
        }
    }

    /** Whether there is nothing to tell. */
    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * Whether the consignee that is named now is not the one first named; false when either is nobody in particular.
     */
    public boolean isOtherConsignee(Consignment now) {
        FirstConsignee named = FirstConsignee.of(now.consignee());
        return firstConsignee != null && named != null && !firstConsignee.isSame(named);
    }

    /** The seals of a box that others than customs put on, as {@link SealedBox} knows them. */
    public static List<Integer> sealsOf(Equipment box) {
        Set<Integer> seals = new TreeSet<>();
        for (Seal seal : box.seals()) {
            if (!CUSTOMS.equals(seal.party())) {
                seals.add(hash(seal.number()));
            }
        }
        return List.copyOf(seals);
    }

    /** What was first filed of this box's seals; null when nothing was, or it is not compared. */
    public @Nullable SealedBox firstSealsOf(Equipment box) {
        int hash = hash(box.id());
        for (SealedBox known : boxes) {
            if (known.box() == hash) {
                return known;
            }
        }
        return null;
    }

    /** Where the goods leave the ship: the UN/LOCODE, else the place's name; null when the filing does not say. */
    public static @Nullable String dischargeOf(Consignment consignment) {
        Leg discharge = consignment.discharge();
        if (discharge == null) {
            return null;
        }
        return discharge.locode() != null ? discharge.locode() : discharge.name();
    }

    /**
     * The history after a version was restated.
     *
     * @param receivedAt when that was received
     */
    public CaseHistory amended(Consignment before, Consignment now, Instant receivedAt) {
        CaseHistory from = begun ? this : beginning(before);
        FirstConsignee first = from.firstConsignee;
        FirstConsignee was = FirstConsignee.of(before.consignee());
        FirstConsignee is = FirstConsignee.of(now.consignee());
        Instant consigneeSince = from.consigneeChangedAt;
        if (first != null && is != null) {
            consigneeSince = since(first.isSame(is), was != null && was.isSame(is), consigneeSince, receivedAt);
        }
        String dischargeNow = dischargeOf(now);
        Instant dischargeSince = from.dischargeChangedAt;
        if (from.firstDischarge != null && dischargeNow != null) {
            dischargeSince = since(
                    from.firstDischarge.equals(dischargeNow),
                    dischargeNow.equals(dischargeOf(before)),
                    dischargeSince,
                    receivedAt);
        }
        Set<Change> changed = new TreeSet<>(from.changes);
        if (was != null && is != null && !was.isSame(is)) {
            changed.add(Change.CONSIGNEE);
        }
        if (!goods(before).isEmpty() && !goods(now).isEmpty() && !goods(before).equals(goods(now))) {
            changed.add(Change.GOODS);
        }
        if (otherContainers(before, now)) {
            changed.add(Change.CONTAINERS);
        }
        if (dischargeNow != null && dischargeOf(before) != null && !dischargeNow.equals(dischargeOf(before))) {
            changed.add(Change.DISCHARGE);
        }
        return new CaseHistory(
                true,
                first == null ? is : first,
                consigneeSince,
                from.firstDischarge == null ? dischargeNow : from.firstDischarge,
                dischargeSince,
                List.copyOf(changed),
                withSealsOf(from.boxes, now),
                refiling,
                rivals,
                billsDue);
    }

    /** The history after a supplement or an arrival: nothing that was stated has changed, but more may be stated. */
    CaseHistory completed(Consignment before, Consignment now) {
        CaseHistory from = begun ? this : beginning(before);
        return new CaseHistory(
                true,
                from.firstConsignee == null ? FirstConsignee.of(now.consignee()) : from.firstConsignee,
                from.consigneeChangedAt,
                from.firstDischarge == null ? dischargeOf(now) : from.firstDischarge,
                from.dischargeChangedAt,
                from.changes,
                withSealsOf(from.boxes, now),
                refiling,
                rivals,
                billsDue);
    }

    private CaseHistory beginning(Consignment first) {
        return new CaseHistory(
                true,
                FirstConsignee.of(first.consignee()),
                null,
                dischargeOf(first),
                null,
                changes,
                withSealsOf(List.of(), first),
                refiling,
                rivals,
                billsDue);
    }

    /** A history that begins with this filing again: what was before the withdrawal is another story. */
    static CaseHistory filedAgain(Refiling refiling) {
        return new CaseHistory(false, null, null, null, null, List.of(), List.of(), refiling, List.of(), false);
    }

    CaseHistory beside(List<RivalClaim> claims) {
        return claims.equals(rivals) ? this : with(claims, billsDue);
    }

    CaseHistory withBillsDue() {
        return with(rivals, true);
    }

    private CaseHistory with(List<RivalClaim> claims, boolean due) {
        return new CaseHistory(
                begun,
                firstConsignee,
                consigneeChangedAt,
                firstDischarge,
                dischargeChangedAt,
                changes,
                boxes,
                refiling,
                claims,
                due);
    }

    private static @Nullable Instant since(
            boolean isFirst, boolean isAsBefore, @Nullable Instant soFar, Instant receivedAt) {
        if (isFirst) {
            return null;
        }
        return isAsBefore && soFar != null ? soFar : receivedAt;
    }

    private static List<SealedBox> withSealsOf(List<SealedBox> known, Consignment now) {
        List<SealedBox> boxes = new ArrayList<>(known);
        for (Equipment unit : now.equipment()) {
            if (boxes.size() == MOST_BOXES) {
                break;
            }
            List<Integer> seals = sealsOf(unit);
            int box = hash(unit.id());
            if (!seals.isEmpty()
                    && seals.size() <= MOST_SEALS
                    && boxes.stream().noneMatch(first -> first.box() == box)) {
                boxes.add(new SealedBox(box, seals));
            }
        }
        return boxes;
    }

    /** The goods apart from quantities and wording: the codes; where there are none, the descriptions. */
    private static Set<String> goods(Consignment consignment) {
        Set<String> codes = new TreeSet<>();
        Set<String> descriptions = new TreeSet<>();
        for (GoodsItem item : consignment.items()) {
            String code = item.hs6();
            if (code != null) {
                codes.add(code);
            }
            if (item.description() != null) {
                descriptions.add(item.description().strip().toUpperCase(Locale.ROOT));
            }
        }
        return codes.isEmpty() ? descriptions : codes;
    }

    private static boolean otherParties(Consignment one, Consignment other) {
        return isOther(FirstConsignee.of(one.shipper()), FirstConsignee.of(other.shipper()))
                || isOther(FirstConsignee.of(one.consignee()), FirstConsignee.of(other.consignee()));
    }

    private static boolean isOther(@Nullable FirstConsignee one, @Nullable FirstConsignee other) {
        return one != null && other != null && one.isOther(other);
    }

    /** Whether both name containers, and not the same ones. */
    private static boolean otherContainers(Consignment one, Consignment other) {
        Set<String> ones = containers(one);
        Set<String> others = containers(other);
        return !ones.isEmpty() && !others.isEmpty() && !ones.equals(others);
    }

    private static Set<String> containers(Consignment consignment) {
        Set<String> ids = new TreeSet<>();
        for (Equipment unit : consignment.equipment()) {
            ids.add(unit.id());
        }
        return ids;
    }

    /** 32-bit FNV-1a of letters and digits, upper case: blanks and dashes are not part of a number. */
    private static int hash(String number) {
        int hash = 0x811C9DC5;
        for (int i = 0; i < number.length(); i++) {
            char character = Character.toUpperCase(number.charAt(i));
            if (Character.isLetterOrDigit(character)) {
                hash = (hash ^ character) * 0x01000193;
            }
        }
        return hash;
    }
}
