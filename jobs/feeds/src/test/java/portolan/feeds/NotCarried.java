// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.ValueType;
import portolan.workload.messages.MessageFormat;

/**
 * What a format has no place for, or has in another form.
 *
 * @param field of the filing
 * @param why it cannot come back as it was
 */
record NotCarried(String field, String why, BiConsumer<Filing, Filing> change) {
    /** What follows from the message, its sender or its place, in every format. */
    private static final List<NotCarried> BY_NONE = List.of(
            asFound("eventId", "of the message's bytes and the bill's ordinal"),
            asFound("receivingAuthority", "who reads a message is not in it"),
            asFound("sourceRegime", "the format itself"),
            asFound("sourceMessageType", "the format itself"),
            asFound("sourceMessageVersion", "the format itself"),
            asFound("filingId", "of sender and bill, as message numbers change"),
            asFound("filingIdType", "of sender and bill"),
            asFound("filingVersion", "the message's time says which is later"),
            asFound("supersedesFilingId", "a new number for the same bill is none here"),
            asFound("filerRole", "by format"),
            asFound("countriesOfRouting", "follow from the places"),
            asFound("deadlines", "derived, not filed"),
            asFound("rawMessageRef", "the message itself"),
            asFound("attributes", "what a reader found no field for"),
            asFound("transportDocument.type", "each format has codes of its own"),
            lost(
                    "parties[*].personType",
                    "no code for it",
                    ofParties(party -> party.setPersonType(PersonType.UNKNOWN))),
            lost("parties[*].address.number", "part of the street", ofParties(NotCarried::joinNumber)),
            lost("parties[*].rawName", "blanks at its ends are padding", ofParties(party -> {
                if (party.getRawName() != null) {
                    party.setRawName(party.getRawName().strip());
                }
            })),
            lost("goodsItems[*].value.type", "a value as declared", ofItems(item -> {
                if (item.getValue() != null) {
                    item.getValue().setType(ValueType.DECLARED);
                }
            })),
            lost("freight.payment", "prepaid or collect, no cash", filing -> {
                if (filing.getFreight() != null && filing.getFreight().getPayment() == FreightPayment.CASH) {
                    filing.getFreight().setPayment(FreightPayment.UNKNOWN);
                }
            }),
            lost("freight", "without amount and payment it is none", filing -> {
                Freight freight = filing.getFreight();
                if (freight != null && freight.getAmount() == null && freight.getPayment() == FreightPayment.UNKNOWN) {
                    filing.setFreight(null);
                }
            }));

    private static final List<NotCarried> BY_CUSCAR = List.of(
            lost("routing times", "whole seconds", times(ChronoUnit.SECONDS)),
            lost("parties[*].ids[*].scheme", "no qualifier for EORI", ofParties(NotCarried::schemes)),
            new NotCarried("parties[CONSOLIDATOR]", "who issued a house bill is a party of it", (written, found) -> {
                if (found.getBillLevel() == BillLevel.HOUSE) {
                    dropParties(found, PartyRole.CONSOLIDATOR);
                }
            }));

    private static final List<NotCarried> BY_AWMDS = List.of(
            lost("eventKind", "a manifest that is sent again replaces", NotCarried::create),
            lost(
                    "transportDocument.issueDate",
                    "no element",
                    filing -> filing.getTransportDocument().setIssueDate(null)),
            asFound("filerId", "the carrier's code"),
            lost("conveyance.id", "the ship's name only", NotCarried::nameless),
            lost("routing", "of loading and unloading, the days of the voyage, coded", filing -> {
                keep(filing, LegFunction.LOAD, LegFunction.DISCHARGE);
                filing.getRouting().forEach(leg -> {
                    leg.setName(null);
                    leg.setAtd(null);
                });
                times(ChronoUnit.DAYS).accept(filing);
            }),
            lost("firstEntryOffice", "no element", filing -> filing.setFirstEntryOffice(null)),
            lost("parties", "exporter, notify party and consignee", NotCarried::threeParties),
            lost("parties[*].ids", "one number each", ofParties(party -> firstId(party, IdScheme.TIN))),
            lost("parties[*].contacts", "no element", ofParties(party -> party.setContacts(List.of()))),
            lost("parties[*].address", "one text", filing -> {}),
            new NotCarried("parties[CARRIER]", "who issued a house bill is a party of it", (written, found) -> {
                dropParties(found, PartyRole.CARRIER);
            }),
            new NotCarried("parties[*].address", "one text", (written, found) -> {
                oneText(written, found);
            }),
            lost("goodsItems[*]", "no net mass, dangerous goods, temperature", ofItems(item -> {
                item.setNetMassKg(null);
                item.setUndg(List.of());
                item.setTemperatureSetC(null);
            })),
            lost(
                    "goodsItems[*].packages",
                    "the bill's, of several items too where none states its own; no kinds but the first",
                    filing -> {
                        List<Item> items = filing.getGoodsItems();
                        boolean counted = items.stream()
                                .flatMap(item -> item.getPackages().stream())
                                .anyMatch(kind -> kind.getCount() != null);
                        if (items.size() == 1 || !counted) {
                            items.get(0)
                                    .getPackages()
                                    .get(0)
                                    .setCount(filing.getTotals().getPackages());
                        }
                        items.stream()
                                .skip(1)
                                .forEach(item -> item.getPackages().forEach(kind -> kind.setType(null)));
                    }),
            lost("goodsItems[*].packages", "without a kind and a count there is none", ofItems(item -> {
                if (item.getPackages().stream().allMatch(kind -> kind.getCount() == null && kind.getType() == null)) {
                    item.setPackages(List.of());
                }
            })),
            lost("goodsItems[*].volumeM3, value", "of the bill, not of its items", filing -> {
                if (filing.getGoodsItems().size() > 1) {
                    filing.getGoodsItems().forEach(item -> {
                        item.setVolumeM3(null);
                        item.setValue(null);
                    });
                }
            }),
            lost("goodsItems[*].containerRefs", "which goods in which box, and how much, is not said", filing -> {
                for (Item item : filing.getGoodsItems()) {
                    item.getContainerRefs().forEach(ref -> ref.setMassKg(null));
                }
            }),
            lost(
                    "equipment[*]",
                    "no verified mass, no supplier",
                    filing -> filing.getEquipment().forEach(box -> {
                        box.setVgmKg(null);
                        box.setSupplierType(null);
                        List<Seal> seals = box.getSeals();
                        String party = seals.isEmpty() ? null : seals.get(0).getParty();
                        box.setSeals(seals.stream()
                                .limit(3)
                                .map(seal -> new Seal(seal.getNumber(), party, null))
                                .toList());
                    })),
            lost("totals.items", "no element", filing -> filing.getTotals().setItems(null)),
            lost("documents", "of the manifest only", filing -> filing.setDocuments(List.of())));

    private static final List<NotCarried> BY_X12 = List.of(
            lost("eventKind", "a bill that is added again replaces", filing -> {
                if (filing.getEventKind() == EventKind.DELETE) {
                    onlyItsNumber(filing);
                } else {
                    create(filing);
                }
            }),
            lost(
                    "transportDocument.issueDate",
                    "no element",
                    filing -> filing.getTransportDocument().setIssueDate(null)),
            asFound("filerId", "the carrier's code"),
            asFound("office", "the port of discharge"),
            lost("billLevel", "no code for a master", filing -> {
                if (filing.getBillLevel() == BillLevel.MASTER) {
                    filing.setBillLevel(BillLevel.STRAIGHT);
                }
            }),
            lost("firstEntryOffice", "no element", filing -> filing.setFirstEntryOffice(null)),
            lost("routing", "no transshipment, of times the day of arrival", filing -> {
                keep(filing, LegFunction.LOAD, LegFunction.DISCHARGE, LegFunction.DELIVERY);
                for (Leg leg : filing.getRouting()) {
                    leg.setEtd(null);
                    leg.setAtd(null);
                    leg.setName(leg.getFunction() == LegFunction.DELIVERY ? leg.getName() : null);
                    leg.setCountry(leg.getFunction() == LegFunction.DELIVERY ? null : leg.getCountry());
                }
                times(ChronoUnit.DAYS).accept(filing);
            }),
            lost("parties[*].ids", "one number each", ofParties(party -> firstId(party, IdScheme.OTHER))),
            lost("goodsItems[*]", "no net mass, volume by item, value, temperature", filing -> {
                for (Item item : filing.getGoodsItems()) {
                    item.setNetMassKg(null);
                    item.setValue(null);
                    item.setTemperatureSetC(null);
                    item.setVolumeM3(filing.getGoodsItems().size() > 1 ? null : item.getVolumeM3());
                }
            }),
            new NotCarried("goodsItems[*].containerRefs", "one box, with all of the item", (written, found) -> {
                for (int at = 0; at < written.getGoodsItems().size(); at++) {
                    Item item = written.getGoodsItems().get(at);
                    item.setContainerRefs(
                            item.getContainerRefs().isEmpty()
                                    ? List.of()
                                    : found.getGoodsItems().get(at).getContainerRefs());
                }
            }),
            lost(
                    "equipment[*]",
                    "number, type, two states, numbers of seals",
                    filing -> filing.getEquipment().forEach(box -> {
                        box.setVgmKg(null);
                        box.setTareKg(null);
                        box.setSetTemperature(null);
                        box.setSupplierType(null);
                        box.setPackedStatus(
                                box.getPackedStatus() == PackedStatus.LCL ? PackedStatus.FULL : box.getPackedStatus());
                        box.setSeals(box.getSeals().stream()
                                .map(seal -> new Seal(seal.getNumber(), null, null))
                                .toList());
                    })),
            lost("totals", "no items and containers", filing -> {
                if (filing.getTotals() != null) {
                    filing.getTotals().setItems(null);
                    filing.getTotals().setContainers(null);
                }
            }),
            lost("freight", "no element", filing -> filing.setFreight(null)),
            lost("documents", "no element", filing -> filing.setDocuments(List.of())));

    private static final List<NotCarried> BY_XFWB = List.of(
            asFound("filerId", "a house waybill's sender is who issued it"),
            lost("natureOfMovement", "no code", filing -> filing.setNatureOfMovement(NatureOfMovement.UNKNOWN)),
            lost(
                    "conveyance",
                    "a flight's number is its voyage",
                    filing -> filing.getConveyance()
                            .setVoyage(filing.getConveyance().getId())),
            lost("routing", "of airports, as planned", filing -> {
                keep(filing, LegFunction.LOAD, LegFunction.DISCHARGE);
                filing.getRouting().forEach(leg -> leg.setAtd(null));
            }),
            lost("office, firstEntryOffice", "no element", filing -> {
                filing.setOffice(null);
                filing.setFirstEntryOffice(null);
            }),
            lost("parties", "shipper, consignee and one to notify", NotCarried::threeParties),
            new NotCarried("parties[*].ids", "a tax number without its scheme", (written, found) -> {
                ofParties(party -> firstId(party, IdScheme.TIN)).accept(written);
                ofParties(party -> firstId(party, IdScheme.TIN)).accept(found);
            }),
            lost("goodsItems[*]", "no net mass, kind of package, dangerous goods, temperature", ofItems(item -> {
                item.setNetMassKg(null);
                item.setUndg(List.of());
                item.setTemperatureSetC(null);
                item.getPackages().forEach(kind -> {
                    kind.setType(null);
                });
            })),
            lost("goodsItems[*].packages", "without a kind and a count there is none", ofItems(item -> {
                if (item.getPackages().stream().allMatch(kind -> kind.getCount() == null && kind.getType() == null)) {
                    item.setPackages(List.of());
                }
            })),
            lost("goodsItems[*].value", "of the bill, not of its items", filing -> {
                if (filing.getGoodsItems().size() > 1) {
                    filing.getGoodsItems().forEach(item -> item.setValue(null));
                }
            }),
            lost("totals", "no items and containers", filing -> {
                filing.getTotals().setItems(null);
                filing.getTotals().setContainers(null);
            }),
            lost("documents", "no element", filing -> filing.setDocuments(List.of())));

    static List<NotCarried> by(MessageFormat format) {
        return Stream.concat(
                        BY_NONE.stream(),
                        switch (format) {
                            case CUSCAR -> BY_CUSCAR.stream();
                            case AWMDS -> BY_AWMDS.stream();
                            case X12 -> BY_X12.stream();
                            case XFWB -> BY_XFWB.stream();
                        })
                .toList();
    }

    /** Makes the written one as it can come back. */
    void leaveOut(Filing written, Filing found) {
        change.accept(written, found);
    }

    private static NotCarried lost(String field, String why, Consumer<Filing> change) {
        return new NotCarried(field, why, (written, found) -> change.accept(written));
    }

    private static NotCarried asFound(String field, String why) {
        return new NotCarried(field, why, (written, found) -> {
            int dot = field.indexOf('.');
            SpecificRecord into = dot < 0 ? written : written.getTransportDocument();
            SpecificRecord from = dot < 0 ? found : found.getTransportDocument();
            int pos = into.getSchema().getField(field.substring(dot + 1)).pos();
            into.put(pos, from.get(pos));
        });
    }

    private static Consumer<Filing> ofParties(Consumer<Party> change) {
        return filing -> filing.getParties().forEach(change);
    }

    private static Consumer<Filing> ofItems(Consumer<Item> change) {
        return filing -> filing.getGoodsItems().forEach(change);
    }

    private static Consumer<Filing> times(ChronoUnit unit) {
        return filing -> {
            for (Leg leg : filing.getRouting()) {
                leg.setEta(cut(leg.getEta(), unit));
                leg.setEtd(cut(leg.getEtd(), unit));
                leg.setAta(cut(leg.getAta(), unit));
                leg.setAtd(cut(leg.getAtd(), unit));
            }
        };
    }

    private static @Nullable Instant cut(@Nullable Instant time, ChronoUnit unit) {
        return time == null ? null : time.truncatedTo(unit);
    }

    private static void joinNumber(Party party) {
        Address address = party.getAddress();
        if (address != null && address.getNumber() != null) {
            address.setLine1(address.getLine1() + " " + address.getNumber());
            address.setNumber(null);
        }
    }

    private static void schemes(Party party) {
        party.getIds().forEach(id -> id.setScheme(id.getScheme() == IdScheme.EORI ? IdScheme.OTHER : id.getScheme()));
    }

    private static void firstId(Party party, IdScheme scheme) {
        party.setIds(party.getIds().stream()
                .limit(1)
                .map(id -> new PartyId(scheme, id.getValue()))
                .toList());
    }

    private static void dropParties(Filing filing, PartyRole role) {
        List<Party> kept = new ArrayList<>(filing.getParties());
        kept.removeIf(party -> party.getRole() == role);
        filing.setParties(kept);
    }

    private static void threeParties(Filing filing) {
        List<Party> kept = new ArrayList<>();
        for (PartyRole role : List.of(PartyRole.CONSIGNOR, PartyRole.CONSIGNEE, PartyRole.NOTIFY)) {
            filing.getParties().stream()
                    .filter(party -> party.getRole() == role)
                    .findFirst()
                    .ifPresent(kept::add);
        }
        filing.setParties(kept);
    }

    /** All that the address has is in the text. */
    private static void oneText(Filing written, Filing found) {
        for (int at = 0; at < written.getParties().size(); at++) {
            Address address = written.getParties().get(at).getAddress();
            if (address == null) {
                continue;
            }
            String text = found.getParties().get(at).getAddress().getRawText();
            boolean whole = Stream.of(
                            address.getLine1(),
                            address.getLine2(),
                            address.getCity(),
                            address.getPostcode(),
                            address.getSubdivision(),
                            address.getCountry())
                    .allMatch(part -> part == null || text.contains(part));
            written.getParties()
                    .get(at)
                    .setAddress(whole ? found.getParties().get(at).getAddress() : address);
        }
    }

    private static void keep(Filing filing, LegFunction... functions) {
        List<Leg> kept = new ArrayList<>(filing.getRouting());
        kept.removeIf(leg -> !Set.of(functions).contains(leg.getFunction()));
        for (int at = 0; at < kept.size(); at++) {
            kept.get(at).setSeq(at + 1);
        }
        filing.setRouting(kept);
    }

    private static void create(Filing filing) {
        filing.setEventKind(EventKind.CREATE);
    }

    private static void nameless(Filing filing) {
        filing.getConveyance().setId(null);
        filing.getConveyance().setIdType(null);
    }

    /** A deletion names its bill, and nothing else is needed. */
    private static void onlyItsNumber(Filing filing) {
        filing.setParties(List.of());
        filing.setGoodsItems(List.of());
        filing.setEquipment(List.of());
        filing.setRouting(List.of());
        filing.setTotals((Totals) null);
        filing.setNatureOfMovement(NatureOfMovement.UNKNOWN);
    }
}
