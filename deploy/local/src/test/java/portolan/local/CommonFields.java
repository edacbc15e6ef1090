// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.Totals;
import portolan.schemas.lines.ConsignmentKeys;

/** A filing as far as CUSCAR, Awmds and 309 say the same of it; what only some of them carry is taken out. */
final class CommonFields {
    private CommonFields() {}

    static Filing of(Filing generated) {
        Filing filing = Filing.newBuilder(generated).build();
        Conveyance ship = filing.getConveyance();
        // Neither Awmds nor 309 have an amendment that states all of a bill, or name a filer beside the carrier.
        filing.setEventKind(EventKind.CREATE);
        filing.setFilingVersion(1);
        filing.setFilerId(ship.getCarrierCode());
        filing.setFilerRole(FilerRole.CARRIER);
        filing.setFilingId(ship.getCarrierCode() + ":"
                + ConsignmentKeys.normalized(filing.getTransportDocument().getNumber()));
        filing.setReceivingAuthority("UNKNOWN");
        // 309 has no code for a master.
        filing.setBillLevel(filing.getBillLevel() == BillLevel.MASTER ? BillLevel.STRAIGHT : filing.getBillLevel());
        filing.getTransportDocument().setType(null);
        filing.getTransportDocument().setIssueDate(null);
        // Awmds has the ship's name only.
        ship.setId(null);
        ship.setIdType(null);
        route(filing);
        parties(filing);
        goods(filing);
        boxes(filing);
        Totals totals = filing.getTotals();
        filing.setTotals(new Totals(totals.getPackages(), totals.getGrossMassKg(), null, null));
        filing.setFreight(null);
        filing.setDocuments(List.of());
        filing.setCountriesOfRouting(List.of());
        filing.setDeadlines(null);
        filing.setAttributes(Map.of());
        return filing;
    }

    /** 309 has the day of arrival, Awmds no delivery; an office is the port's. */
    private static void route(Filing filing) {
        List<Leg> legs = new ArrayList<>(filing.getRouting());
        legs.removeIf(leg -> leg.getFunction() != LegFunction.LOAD && leg.getFunction() != LegFunction.DISCHARGE);
        for (int at = 0; at < legs.size(); at++) {
            Leg leg = legs.get(at);
            leg.setSeq(at + 1);
            leg.setName(null);
            leg.setEtd(null);
            leg.setAtd(null);
            if (leg.getFunction() == LegFunction.DISCHARGE) {
                leg.setEta(leg.getEta().truncatedTo(ChronoUnit.DAYS));
                filing.setOffice(leg.getLocode());
            }
        }
        filing.setRouting(legs);
        filing.setFirstEntryOffice(null);
    }

    /** Awmds has an address as one text, numbers of another register than the others, and no contacts. */
    private static void parties(Filing filing) {
        List<Party> parties = new ArrayList<>();
        for (PartyRole role : List.of(PartyRole.CONSIGNOR, PartyRole.CONSIGNEE, PartyRole.NOTIFY)) {
            filing.getParties().stream()
                    .filter(party -> party.getRole() == role)
                    .findFirst()
                    .ifPresent(parties::add);
        }
        for (Party party : parties) {
            party.setRawName(
                    party.getRawName() == null ? null : party.getRawName().strip());
            party.setPersonType(PersonType.UNKNOWN);
            party.setIds(List.of());
            party.setAddress(null);
            party.setContacts(List.of());
        }
        filing.setParties(parties);
    }

    /** Awmds counts the packages of a bill, and weighs and describes what has several codes. */
    private static void goods(Filing filing) {
        List<Item> items = filing.getGoodsItems();
        boolean counted =
                items.stream().allMatch(item -> item.getPackages().get(0).getCount() != null);
        for (Item item : items) {
            item.setNetMassKg(null);
            item.setVolumeM3(items.size() > 1 ? null : item.getVolumeM3());
            item.setUndg(List.of());
            item.setValue(null);
            item.setTemperatureSetC(null);
            boolean first = item.getSeq() == items.get(0).getSeq();
            item.getPackages().get(0).setType(first ? item.getPackages().get(0).getType() : null);
            if (items.size() == 1) {
                item.getPackages().get(0).setCount(filing.getTotals().getPackages());
            } else if (!counted) {
                item.getPackages().get(0).setCount(first ? filing.getTotals().getPackages() : null);
            }
        }
    }

    /** 309 has goods in one box, and no mass, temperature or supplier of it. */
    private static void boxes(Filing filing) {
        List<Equipment> boxes = filing.getEquipment().stream().limit(1).toList();
        for (Equipment box : boxes) {
            box.setPackedStatus(box.getPackedStatus() == PackedStatus.LCL ? PackedStatus.FULL : box.getPackedStatus());
            box.setSupplierType(null);
            box.setTareKg(null);
            box.setVgmKg(null);
            box.setSetTemperature(null);
            box.setSeals(box.getSeals().stream()
                    .map(seal -> new Seal(seal.getNumber(), null, null))
                    .toList());
        }
        filing.setEquipment(boxes);
        for (Item item : filing.getGoodsItems()) {
            item.setContainerRefs(boxes.stream()
                    .map(box -> new ContainerRef(box.getId(), null, null))
                    .toList());
        }
    }
}
