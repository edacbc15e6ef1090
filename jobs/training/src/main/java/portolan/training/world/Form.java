// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Deadlines;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.avro.ValueType;
import portolan.workload.CheckDigits;

/** Writes a draft into the canonical record. */
final class Form {
    static final String TENANT = "training";
    private static final Map<String, String> DISCHARGED =
            Map.of("ALDRZ", "DURRES", "ALTIA", "TIRANA", "XKPRN", "PRISHTINA", "CNSHA", "SHANGHAI", "DEHAM", "HAMBURG");
    private static final HexFormat HEX = HexFormat.of();

    private final Dice dice;

    Form(Dice dice) {
        this.dice = dice.split("form", 0);
    }

    Filing write(Draft draft) {
        Dice own = dice.split(draft.key(), draft.version);
        Flow flow = draft.trade.flow();
        boolean kosovo = flow.post() == Post.VERMICA_ROAD;
        Filing filing = new Filing();
        // Set bits as in a random UUID of version 4, variant 2.
        filing.setEventId(new UUID((own.next() & ~0xF000L) | 0x4000L, (own.next() >>> 2) | 0x8000000000000000L));
        filing.setTenant(TENANT);
        filing.setReceivingAuthority(kosovo ? "XK" : "AL");
        filing.setSourceRegime(regime(draft));
        filing.setSourceMessageType(filing.getSourceRegime().name());
        filing.setSourceMessageVersion("1");
        filing.setEventKind(draft.version == 1 ? EventKind.CREATE : EventKind.REPLACE);
        filing.setFilingId(filingId(draft, kosovo));
        filing.setFilingIdType(kosovo ? FilingIdType.MRN : FilingIdType.REGISTRATION);
        filing.setFilingVersion(draft.version);
        filing.setFilerId(draft.filer.id());
        filing.setFilerRole(flow.kind() == Flow.Kind.AIR ? FilerRole.FORWARDER : FilerRole.AGENT);
        filing.setFiledAt(Instant.ofEpochMilli(draft.at - 1_000 - own.below(50_000)));
        filing.setReceivedAt(Instant.ofEpochMilli(draft.at));
        filing.setConsignmentKey(draft.key());
        filing.setBillLevel(draft.level);
        filing.setTransportDocument(new TransportDocument(
                draft.number,
                documentType(draft),
                draft.issuer,
                LocalDate.ofEpochDay(Math.floorDiv(Math.min(draft.departs, draft.at), Times.DAY))));
        filing.setMasterDocument(
                draft.master == null
                        ? null
                        : new MasterDocument(draft.master, draft.trade.carrier().code()));
        filing.setNatureOfMovement(
                switch (flow.kind()) {
                    case EXPORT -> NatureOfMovement.EXPORT;
                    case ROAD -> NatureOfMovement.TRANSIT;
                    case BOX, FERRY, AIR -> flow.to().equals("XK") ? NatureOfMovement.TRANSIT : NatureOfMovement.IMPORT;
                });
        filing.setTransportMode(mode(flow));
        filing.setConveyance(conveyance(draft));
        route(filing, draft);
        String office =
                switch (flow.post()) {
                    case DURRES_PORT -> "AL011000";
                    case VERMICA_ROAD -> "XK004020";
                    case TIRANA_AIR -> "AL012000";
                };
        filing.setFirstEntryOffice(office);
        filing.setOffice(office);
        List<Party> parties = new ArrayList<>(3);
        parties.add(draft.shipper.as(PartyRole.CONSIGNOR));
        parties.add(draft.consignee.as(PartyRole.CONSIGNEE));
        Firm notify = draft.notify;
        if (notify != null) {
            parties.add(notify.as(PartyRole.NOTIFY));
        }
        filing.setParties(parties);
        filing.setGoodsItems(items(draft));
        filing.setEquipment(equipment(draft));
        filing.setTotals(
                new Totals(draft.packages(), kilograms(draft.grams()), draft.lines.size(), draft.units.size()));
        filing.setFreight(new Freight(draft.payment, money(draft.freightCents), "EUR"));
        filing.setDocuments(List.of(SupportingDocument.newBuilder()
                .setType("380")
                .setRef("INV" + draft.number.substring(draft.number.length() - 6))
                .build()));
        filing.setAdditionalInfo(List.of());
        filing.setDeadlines(new Deadlines(
                Instant.ofEpochMilli(flow.direct() ? draft.departs : draft.arrives - flow.hours() * Times.HOUR),
                Instant.ofEpochMilli(draft.arrives),
                Instant.ofEpochMilli(draft.due)));
        filing.setAttributes(draft.remark.isEmpty() ? Map.of() : Map.of("remark", draft.remark));
        filing.setRawMessageRef(
                new RawMessageRef("training", 0, (long) own.below(1_000_000), hash(own), null, null, null));
        return filing;
    }

    private static SourceRegime regime(Draft draft) {
        return switch (draft.trade.flow().kind()) {
            case BOX, EXPORT, FERRY -> SourceRegime.AWMDS;
            case ROAD -> SourceRegime.NCTS;
            case AIR -> draft.level == BillLevel.MASTER ? SourceRegime.XFWB : SourceRegime.XFZB;
        };
    }

    private static TransportMode mode(Flow flow) {
        return switch (flow.kind()) {
            case BOX, EXPORT -> TransportMode.SEA;
            case FERRY, ROAD -> TransportMode.ROAD;
            case AIR -> TransportMode.AIR;
        };
    }

    private static String documentType(Draft draft) {
        return switch (draft.trade.flow().kind()) {
            case BOX, EXPORT -> "N705";
            case FERRY, ROAD -> "N730";
            case AIR -> draft.level == BillLevel.MASTER ? "N741" : "N703";
        };
    }

    /** As a movement reference number: year, country, thirteen characters, check digit. */
    private static String filingId(Draft draft, boolean kosovo) {
        String key = draft.key();
        String year = key.substring(key.length() - 2);
        String digits = draft.number.replace("-", "");
        String last = "000" + digits.substring(digits.length() - 8);
        return CheckDigits.withIso6346(year + (kosovo ? "XK" : "AL") + "PT" + last);
    }

    private static Conveyance conveyance(Draft draft) {
        Trade trade = draft.trade;
        String carrier = trade.carrier().code();
        return switch (trade.flow().kind()) {
            case BOX, EXPORT ->
                new Conveyance(
                        ConveyanceIdType.IMO,
                        draft.conveyance,
                        draft.vessel,
                        trade.carrier().flag(),
                        draft.voyage,
                        carrier);
            case FERRY, ROAD ->
                new Conveyance(
                        ConveyanceIdType.PLATE,
                        draft.conveyance,
                        draft.vessel.isEmpty() ? null : draft.vessel,
                        trade.carrier().flag(),
                        null,
                        carrier);
            case AIR -> new Conveyance(ConveyanceIdType.FLIGHT, draft.conveyance, null, null, draft.voyage, carrier);
        };
    }

    private static void route(Filing filing, Draft draft) {
        Flow flow = draft.trade.flow();
        List<Leg> legs = new ArrayList<>(4);
        List<String> countries = new ArrayList<>(3);
        String via = flow.via();
        Leg load = leg(legs, countries, LegFunction.LOAD, flow.load(), flow.loadName());
        // Feeder agents know when the box left the hub, not when it left its first port.
        if (via == null || flow.kind() == Flow.Kind.AIR) {
            leaves(load, draft.departs, draft.at);
        }
        if (via != null) {
            Leg change = leg(legs, countries, LegFunction.TRANSSHIP, via, flow.viaName());
            leaves(change, draft.arrives - flow.hours() * Times.HOUR, draft.at);
        }
        leg(legs, countries, LegFunction.DISCHARGE, draft.discharge, DISCHARGED.get(draft.discharge))
                .setEta(Instant.ofEpochMilli(draft.arrives));
        Leg delivery = new Leg();
        delivery.setSeq(legs.size() + 1);
        delivery.setFunction(LegFunction.DELIVERY);
        delivery.setName(draft.consignee.city());
        delivery.setCountry(draft.consignee.country());
        legs.add(delivery);
        if (!countries.contains(draft.consignee.country())) {
            countries.add(draft.consignee.country());
        }
        filing.setRouting(legs);
        filing.setCountriesOfRouting(countries);
    }

    private static void leaves(Leg leg, long departs, long at) {
        leg.setEtd(Instant.ofEpochMilli(departs));
        if (at > departs) {
            leg.setAtd(Instant.ofEpochMilli(departs));
        }
    }

    private static Leg leg(
            List<Leg> legs, List<String> countries, LegFunction function, String locode, @Nullable String name) {
        Leg leg = new Leg();
        leg.setSeq(legs.size() + 1);
        leg.setFunction(function);
        leg.setLocode(locode);
        leg.setName(name);
        String country = locode.substring(0, 2);
        leg.setCountry(country);
        legs.add(leg);
        if (!countries.contains(country)) {
            countries.add(country);
        }
        return leg;
    }

    private static List<Item> items(Draft draft) {
        List<Item> items = new ArrayList<>(draft.lines.size());
        for (Line line : draft.lines) {
            Item item = new Item();
            item.setSeq(items.size() + 1);
            item.setDescription(line.words());
            item.setHs(line.hs().isEmpty() ? null : line.hs());
            item.setHsSource(line.hs().isEmpty() ? null : HsSource.DECLARED);
            item.setCountryOfOrigin(line.origin());
            item.setGrossMassKg(kilograms(line.grams()));
            item.setNetMassKg(kilograms(line.netGrams()));
            item.setVolumeM3(BigDecimal.valueOf(line.litres() * 1_000, 6));
            item.setPackages(List.of(new Packages(line.packages(), line.goods().packageType(), null)));
            String undg = line.hs().isEmpty() ? null : line.goods().undg();
            item.setUndg(undg == null ? List.of() : List.of(undg));
            item.setValue(
                    line.cents() == 0
                            ? null
                            : new GoodsValue(money(line.cents()), line.currency(), ValueType.DECLARED));
            Integer setPoint = line.goods().setPoint();
            item.setTemperatureSetC(setPoint == null ? null : BigDecimal.valueOf(setPoint * 1_000_000L, 6));
            List<ContainerRef> refs = new ArrayList<>(1);
            for (Unit unit : draft.units) {
                refs.add(new ContainerRef(unit.id(), null, kilograms(line.grams() / draft.units.size())));
            }
            item.setContainerRefs(refs);
            items.add(item);
        }
        return items;
    }

    private static List<Equipment> equipment(Draft draft) {
        boolean boxed = draft.trade.flow().boxed();
        List<Equipment> equipment = new ArrayList<>(draft.units.size());
        for (Unit from : draft.units) {
            Equipment unit = new Equipment();
            unit.setId(from.id());
            unit.setIdValid(boxed ? from.valid() : null);
            unit.setSizeType(from.sizeType());
            unit.setPackedStatus(PackedStatus.FULL);
            unit.setSeals(from.seals());
            unit.setTareKg(kilograms(from.tareKg() * 1_000L));
            Integer setPoint = from.setPoint();
            unit.setSetTemperature(setPoint == null ? null : BigDecimal.valueOf(setPoint * 1_000_000L, 6));
            equipment.add(unit);
        }
        return equipment;
    }

    /** Stands for the hash of an original that was never made. */
    private static String hash(Dice own) {
        return HEX.toHexDigits(own.next())
                + HEX.toHexDigits(own.next())
                + HEX.toHexDigits(own.next())
                + HEX.toHexDigits(own.next());
    }

    static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private static BigDecimal kilograms(long grams) {
        return BigDecimal.valueOf(grams * 1_000, 6);
    }
}
