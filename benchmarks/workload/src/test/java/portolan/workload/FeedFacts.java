// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.TransportMode;

/** What a reader of a feed could note of each consignment, and what is planted in it. */
final class FeedFacts {
    /** One consignment over all its versions. */
    static final class Case {
        final String key;
        final long filed;
        final boolean consigneeUnseen;
        final boolean consignorUnseen;
        final double silentDays;
        final boolean headingUnseen;
        final boolean pairUnseen;
        final Set<String> boxes = new HashSet<>();

        @Nullable
        Scheme scheme;

        @Nullable
        LookAlike lookAlike;

        boolean sealChanged;
        boolean sealChangedByOthers;
        boolean consigneeChanged;
        boolean consigneeChangedAtSea;
        boolean consigneeChangedAtSeaToUnseen;
        boolean withdrawn;
        boolean refiled;
        boolean refiledElsewhere;
        boolean originNotLoaded;
        boolean overloaded;
        boolean overloadedAtLast;
        boolean vgmOff;
        boolean emptyWithMass;
        boolean tooDense;
        boolean fromSourcePort;
        boolean boxAlsoElsewhere;
        boolean boxAlsoElsewhereAtLast;
        boolean lowValue;
        boolean highValue;
        boolean justBelow;
        boolean sharesContact;
        boolean wordsAgainstCode;
        boolean lateSeal;

        Case(
                String key,
                long filed,
                boolean consignorUnseen,
                boolean consigneeUnseen,
                double silentDays,
                boolean headingUnseen,
                boolean pairUnseen) {
            this.key = key;
            this.filed = filed;
            this.consignorUnseen = consignorUnseen;
            this.consigneeUnseen = consigneeUnseen;
            this.silentDays = silentDays;
            this.headingUnseen = headingUnseen;
            this.pairUnseen = pairUnseen;
        }
    }

    private record Trip(String key, long departs, long arrives, String port) {}

    private record Withdrawal(String filer, String office, long at) {}

    final Map<String, Case> cases = new HashMap<>();
    int filings;
    private final Map<String, Long> lastSeen = new HashMap<>();
    private final Set<String> consignees = new HashSet<>();
    private final Set<String> headings = new HashSet<>();
    private final Set<String> pairs = new HashSet<>();
    private final Map<String, Filing> live = new HashMap<>();
    private final Map<String, Trip> trips = new HashMap<>();
    private final Map<String, Withdrawal> withdrawn = new HashMap<>();
    private final Map<String, Set<String>> contacts = new HashMap<>();
    private final Map<String, Goods> goods = new HashMap<>();

    FeedFacts(FeedSettings settings) {
        for (Country country : Atlas.get().origins().choices()) {
            for (Goods each : Atlas.get().goods(country).choices()) {
                for (String words : each.wordings()) {
                    goods.put(words, each);
                }
            }
        }
        new Feed(settings).forEachRemaining(this::read);
        live.clear();
    }

    List<Case> all() {
        return new ArrayList<>(cases.values());
    }

    private void read(FeedEvent event) {
        if (!(event instanceof FeedEvent.Filed filed)) {
            return;
        }
        filings++;
        Filing filing = filed.filing();
        String key = filing.getConsignmentKey();
        if (filed.atMillis() != filing.getReceivedAt().toEpochMilli()) {
            return;
        }
        Filing before = live.get(key);
        if (filing.getEventKind() == EventKind.DELETE) {
            Objects.requireNonNull(cases.get(key), key).withdrawn = true;
            for (Equipment box : filing.getEquipment()) {
                withdrawn.put(box.getId() + filing.getConveyance().getId(), withdrawal(filed, filing));
            }
            withdrawn.put(key, withdrawal(filed, filing));
            return;
        }
        Case found = cases.get(key);
        if (found == null) {
            found = begin(key, filing);
            cases.put(key, found);
        }
        PlantedTruth truth = filed.truth();
        if (truth != null) {
            found.scheme = truth.scheme();
            found.lookAlike = truth.lookAlike();
        }
        if (filing.getEventKind() == EventKind.CREATE) {
            matchWithdrawal(found, filing, filed.atMillis());
        } else if (before != null) {
            compare(found, before, filing);
        }
        measure(found, filing);
        String consignee = name(filing, PartyRole.CONSIGNEE);
        consignees.add(consignee);
        live.put(key, filing);
    }

    private Case begin(String key, Filing filing) {
        String consignor = name(filing, PartyRole.CONSIGNOR);
        String consignee = name(filing, PartyRole.CONSIGNEE);
        long at = filing.getReceivedAt().toEpochMilli();
        Long last = consignor.isEmpty() ? null : lastSeen.get(consignor);
        String hs = filing.getGoodsItems().get(0).getHs();
        String heading = hs == null ? "" : consignor + hs.substring(0, 4);
        Case begun = new Case(
                key,
                at,
                !consignor.isEmpty() && last == null,
                !consignee.isEmpty() && !consignees.contains(consignee),
                last == null ? 0 : (at - last) / (double) Times.DAY,
                hs != null && !headings.contains(heading),
                !consignee.isEmpty() && !pairs.contains(consignor + consignee));
        if (!consignor.isEmpty()) {
            lastSeen.put(consignor, at);
            headings.add(heading);
            pairs.add(consignor + consignee);
        }
        return begun;
    }

    private static Withdrawal withdrawal(FeedEvent.Filed filed, Filing filing) {
        return new Withdrawal(filing.getFilerId(), filing.getOffice(), filed.atMillis());
    }

    private void matchWithdrawal(Case found, Filing filing, long at) {
        Withdrawal earlier = withdrawn.get(found.key);
        for (Equipment box : filing.getEquipment()) {
            Withdrawal other =
                    withdrawn.get(box.getId() + filing.getConveyance().getId());
            earlier = earlier == null ? other : earlier;
        }
        if (earlier != null && at - earlier.at < 3 * Times.DAY) {
            found.refiled = true;
            found.withdrawn = false;
            found.refiledElsewhere =
                    !earlier.filer.equals(filing.getFilerId()) || !earlier.office.equals(filing.getOffice());
        }
    }

    private void compare(Case found, Filing before, Filing after) {
        boolean atSea = after.getRouting().get(0).getAtd() != null;
        String old = name(before, PartyRole.CONSIGNEE);
        String other = name(after, PartyRole.CONSIGNEE);
        if (!old.equals(other)) {
            found.consigneeChanged = true;
            found.consigneeChangedAtSea |= atSea;
            found.consigneeChangedAtSeaToUnseen |= atSea && !consignees.contains(other);
        }
        List<String> seals = seals(before);
        if (!seals.equals(seals(after)) && !before.getEquipment().isEmpty()) {
            found.sealChanged = true;
            boolean customs = after.getEquipment().get(0).getSeals().stream()
                    .map(Seal::getParty)
                    .anyMatch("CU"::equals);
            found.sealChangedByOthers |= !customs;
            long loading = after.getDeadlines().getLoadingEta().toEpochMilli();
            found.lateSeal |= !customs && after.getReceivedAt().toEpochMilli() > loading - Times.DAY / 3;
        }
    }

    private void measure(Case found, Filing filing) {
        String load = filing.getRouting().get(0).getCountry();
        String port = filing.getRouting().get(0).getLocode();
        found.fromSourcePort = filing.getTransportMode() == TransportMode.SEA
                && port != null
                && Atlas.get().port(port).source();
        double kg = 0;
        double value = 0;
        double usual = 0;
        for (Item item : filing.getGoodsItems()) {
            kg += item.getGrossMassKg().doubleValue();
            found.originNotLoaded |= !item.getCountryOfOrigin().equals(load);
            Goods words = goods.get(words(item.getDescription()));
            if (item.getHs() != null && words != null) {
                found.wordsAgainstCode |= !item.getHs().startsWith(words.hs6().substring(0, 4));
            }
            if (item.getValue() != null && words != null) {
                String in = item.getValue().getCurrency();
                if (in.equals("USD") || in.equals("EUR")) {
                    value += item.getValue().getAmount().doubleValue() / (in.equals("EUR") ? 0.92 : 1);
                    usual += item.getGrossMassKg().doubleValue() * words.usdPerKg();
                    double euros = item.getValue().getAmount().doubleValue();
                    found.justBelow |=
                            in.equals("EUR") && ((euros > 119 && euros < 150) || (euros > 799 && euros < 1_000));
                }
            }
            found.tooDense |= item.getVolumeM3() != null
                    && item.getGrossMassKg().doubleValue()
                            > 3_000 * item.getVolumeM3().doubleValue();
        }
        found.lowValue |= usual > 0 && value < usual / 2;
        found.highValue |= usual > 0 && value > usual * 2;
        int boxes = filing.getEquipment().size();
        boolean heavy = boxes > 0 && kg / boxes > 30_500;
        found.overloaded |= heavy;
        found.overloadedAtLast = heavy;
        boolean elsewhere = false;
        for (Equipment box : filing.getEquipment()) {
            boolean shared = box.getPackedStatus() == PackedStatus.LCL;
            if (box.getVgmKg() != null && !shared) {
                double off =
                        Math.abs(box.getVgmKg().doubleValue() - box.getTareKg().doubleValue() - kg / boxes);
                found.vgmOff |= off > Math.max(500, 0.05 * kg / boxes);
            }
            found.emptyWithMass |= box.getPackedStatus() == PackedStatus.EMPTY && kg / boxes > 200;
            if (!shared) {
                elsewhere |= meets(found, filing, box.getId(), port);
            }
        }
        found.boxAlsoElsewhere |= elsewhere;
        found.boxAlsoElsewhereAtLast = elsewhere;
        for (Party party : filing.getParties()) {
            if (party.getRole() == PartyRole.CONSIGNOR) {
                for (Contact contact : party.getContacts()) {
                    Set<String> users = contacts.computeIfAbsent(contact.getValue(), c -> new HashSet<>());
                    users.add(party.getRawName());
                    found.sharesContact |= users.size() > 1;
                }
            }
        }
    }

    private boolean meets(Case found, Filing filing, String box, @Nullable String port) {
        long departs = filing.getRouting().get(0).getEtd().toEpochMilli();
        long arrives = filing.getDeadlines().getArrivalEta().toEpochMilli();
        Trip other = trips.get(box);
        boolean meets = other != null
                && !other.key.equals(found.key)
                && !other.port.equals(port)
                && departs < other.arrives
                && arrives > other.departs;
        if (other == null || !meets) {
            trips.put(box, new Trip(found.key, departs, arrives, port == null ? "" : port));
        }
        return meets;
    }

    private static String words(String description) {
        String text = description;
        int packages = text.indexOf(" PACKAGES ");
        text = packages > 0 ? text.substring(packages + 10) : text;
        for (String tail : List.of(" ART. ", " MODEL ", " - INVOICE ")) {
            int at = text.indexOf(tail);
            text = at > 0 ? text.substring(0, at) : text;
        }
        return text;
    }

    private static List<String> seals(Filing filing) {
        List<String> seals = new ArrayList<>();
        for (Equipment box : filing.getEquipment()) {
            for (Seal seal : box.getSeals()) {
                seals.add(seal.getNumber());
            }
        }
        return seals;
    }

    private static String name(Filing filing, PartyRole role) {
        for (Party party : filing.getParties()) {
            if (party.getRole() == role && !party.getIsToOrder()) {
                return party.getRawName()
                        + (party.getAddress() == null ? "" : party.getAddress().getCity());
            }
        }
        return "";
    }
}
