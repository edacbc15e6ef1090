// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.Selector;

/** Counts of a whole feed: what a test compares with what was measured. */
final class FeedProfile {
    final Map<String, Integer> counts = new TreeMap<>();
    final Map<String, Integer> shippers = new HashMap<>();
    final Map<String, Integer> consignees = new HashMap<>();
    final Map<String, Integer> filers = new HashMap<>();
    final Map<String, int[]> newShippersByMonth = new TreeMap<>();
    final int[] daysOfWeek = new int[7];
    /** Consignments that those drawn for inspection stand for, by the shares that are stated. */
    double drawnOf;

    static FeedProfile of(FeedSettings settings) {
        FeedProfile profile = new FeedProfile();
        new Feed(settings).forEachRemaining(profile::count);
        return profile;
    }

    double share(String part, String whole) {
        return counts.getOrDefault(part, 0) / (double) counts.getOrDefault(whole, 0);
    }

    int count(String name) {
        return counts.getOrDefault(name, 0);
    }

    private void count(FeedEvent event) {
        if (event instanceof FeedEvent.Reported reported) {
            bump("outcomes");
            OutcomeCode code = reported.outcome().getCode();
            bump("outcome " + code);
            if (reported.outcome().getSelectedBy() == Selector.RANDOM) {
                drawnOf += 1 / reported.outcome().getSelectedShare();
            } else {
                bump("not drawn");
            }
            bumpIf(!NO_OFFENCE.contains(code), "offences found");
        } else if (event instanceof FeedEvent.Filed filed) {
            if (filed.filing().getBillLevel() == BillLevel.MASTER) {
                // The measured shares are of bills with goods of their own.
                bump("masters");
                return;
            }
            bump("filings");
            bump("kind " + filed.filing().getEventKind());
            if (filed.filing().getEventKind() == EventKind.CREATE) {
                consignment(filed.filing());
            }
        }
    }

    private void consignment(Filing filing) {
        daysOfWeek[filing.getReceivedAt().atZone(ZoneOffset.UTC).getDayOfWeek().getValue() - 1]++;
        bump("mode " + filing.getTransportMode());
        bump("payment " + filing.getFreight().getPayment());
        bumpIf(filing.getBillLevel() == BillLevel.HOUSE, "house");
        bumpIf(filing.getNatureOfMovement() == NatureOfMovement.TRANSIT, "in bond");
        String month = filing.getReceivedAt().toString().substring(0, 7);
        int notifies = 0;
        boolean consignor = false;
        for (Party party : filing.getParties()) {
            bump("parties");
            String who = party.getRawName() + "/"
                    + (party.getAddress() == null ? "" : party.getAddress().getCity());
            switch (party.getRole()) {
                case CONSIGNOR -> {
                    consignor = true;
                    int[] firsts = newShippersByMonth.computeIfAbsent(month, m -> new int[2]);
                    firsts[0] += shippers.merge(who, 1, Integer::sum) == 1 ? 1 : 0;
                    firsts[1]++;
                }
                case CONSIGNEE -> {
                    bumpIf(party.getIsToOrder(), "to order");
                    if (!party.getIsToOrder()) {
                        consignees.merge(who, 1, Integer::sum);
                    }
                }
                case NOTIFY -> notifies++;
                default -> bump("other party");
            }
        }
        bumpIf(!consignor, "consignor absent");
        bumpIf(notifies > 0, "notify");
        if (filing.getBillLevel() == BillLevel.HOUSE) {
            filers.merge(filing.getFilerId(), 1, Integer::sum);
        }
        for (Item item : filing.getGoodsItems()) {
            bump("items");
            bumpIf(item.getHs() != null, "hs");
            bumpIf(item.getVolumeM3() != null, "volume");
            bumpIf(item.getPackages().get(0).getCount() != null, "count");
            bumpIf(ConsignmentDraw.VAGUE.contains(item.getDescription()), "vague");
            bumpIf(item.getCountryOfOrigin().equals(filing.getRouting().get(0).getCountry()), "origin is departure");
            bump("origin " + item.getCountryOfOrigin());
        }
        for (Equipment box : filing.getEquipment()) {
            bump("boxes");
            bump("size " + box.getSizeType());
            bumpIf(!box.getIdValid(), "mistyped");
        }
    }

    private static final Set<OutcomeCode> NO_OFFENCE =
            EnumSet.of(OutcomeCode.NOTHING_FOUND, OutcomeCode.NOT_EXAMINED, OutcomeCode.MINOR_DISCREPANCY);

    /** Share of all that the largest hold. */
    static double top(Collection<Integer> sizes, int largest) {
        double all = sizes.stream().mapToInt(Integer::intValue).sum();
        return sizes.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(largest)
                        .mapToInt(Integer::intValue)
                        .sum()
                / all;
    }

    private void bumpIf(boolean condition, String name) {
        if (condition) {
            bump(name);
        }
    }

    private void bump(String name) {
        counts.merge(name, 1, Integer::sum);
    }
}
