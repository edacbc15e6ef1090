// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.Totals;

/** One waybill of Cargo-XML 3.00: an XFWB, or an XFZB where it is a house. */
final class WaybillMessage {
    private static final String MODEL = "iata:datamodel:3";

    private static final Map<EventKind, String> PURPOSES =
            Map.of(EventKind.CREATE, "Creation", EventKind.REPLACE, "Update", EventKind.DELETE, "Deletion");

    private final XmlText xml = new XmlText();
    private final Message message;
    private final Filing filing;
    private final boolean house;

    private WaybillMessage(Message message) {
        this.message = message;
        this.filing = message.bills().get(0);
        this.house = filing.getBillLevel() == BillLevel.HOUSE;
    }

    static byte[] of(Message message) {
        return new WaybillMessage(message).write();
    }

    private byte[] write() {
        String root = house ? "HouseWaybill" : "Waybill";
        Runnable spaces = () -> {
            xml.attribute("xmlns", MODEL);
            xml.attribute("xmlns:ns2", house ? "iata:housewaybill:1" : "iata:waybill:1");
        };
        xml.in("ns2:" + root, spaces, () -> {
            header();
            String waybill = filing.getTransportDocument().getNumber();
            xml.in("ns2:BusinessHeaderDocument", () -> {
                xml.text("ID", waybill);
                if (filing.getTransportDocument().getIssueDate() != null) {
                    xml.in(
                            "SignatoryCarrierAuthentication",
                            () -> xml.text(
                                    "ActualDateTime",
                                    filing.getTransportDocument().getIssueDate() + "T00:00:00"));
                }
            });
            xml.in("ns2:MasterConsignment", () -> {
                if (house) {
                    if (filing.getMasterDocument() != null) {
                        xml.in(
                                "TransportContractDocument",
                                () -> xml.text("ID", filing.getMasterDocument().getNumber()));
                    }
                    xml.in("IncludedHouseConsignment", () -> {
                        xml.text("ID", waybill);
                        consignment("IncludedHouseConsignmentItem");
                    });
                } else {
                    consignment("IncludedMasterConsignmentItem");
                }
            });
        });
        return xml.end();
    }

    /** The message's own id ends in random, as it does in real ones: here it follows from the message. */
    private void header() {
        String waybill = filing.getTransportDocument().getNumber();
        UUID random = UUID.nameUUIDFromBytes((waybill + '#' + message.number()).getBytes(StandardCharsets.UTF_8));
        xml.in("ns2:MessageHeaderDocument", () -> {
            xml.text("ID", waybill + "_" + random);
            xml.text("TypeCode", house ? "703" : filing.getBillLevel() == BillLevel.MASTER ? "741" : "740");
            xml.text("IssueDateTime", message.sentAt());
            xml.text("PurposeCode", PURPOSES.getOrDefault(filing.getEventKind(), "Creation"));
            xml.text("VersionID", "3.00");
            xml.in("SenderParty", () -> xml.text("PrimaryID", message.sender(), "schemeID", "P"));
        });
    }

    private void consignment(String itemName) {
        Totals totals = filing.getTotals() == null ? new Totals() : filing.getTotals();
        Freight freight = filing.getFreight();
        boolean prepaid = freight != null && freight.getPayment() == FreightPayment.PREPAID;
        boolean collect = freight != null && freight.getPayment() == FreightPayment.COLLECT;
        List<Item> items = filing.getGoodsItems();
        xml.text("TotalChargePrepaidIndicator", (prepaid || collect) ? prepaid : null);
        if (items.size() == 1 && items.get(0).getValue() != null) {
            xml.text(
                    "DeclaredValueForCustomsAmount",
                    items.get(0).getValue().getAmount(),
                    "currencyID",
                    items.get(0).getValue().getCurrency());
        }
        xml.text("IncludedTareGrossWeightMeasure", totals.getGrossMassKg(), "unitCode", "KGM");
        xml.text("TotalPieceQuantity", totals.getPackages());
        party(PartyRole.CONSIGNOR, "ConsignorParty", "");
        party(PartyRole.CONSIGNEE, "ConsigneeParty", "");
        party(PartyRole.NOTIFY, "AssociatedParty", "NI");
        Leg load = leg(LegFunction.LOAD);
        Leg discharge = leg(LegFunction.DISCHARGE);
        place("OriginLocation", load);
        place("FinalDestinationLocation", discharge);
        flight(load, discharge);
        note(PartyRole.CONSIGNOR, "SHP");
        note(PartyRole.CONSIGNEE, "CNE");
        note(PartyRole.NOTIFY, "NFY");
        if (freight != null && freight.getAmount() != null) {
            xml.text(
                    collect ? "TotalCollectChargeAmount" : "TotalPrepaidChargeAmount",
                    freight.getAmount(),
                    "currencyID",
                    freight.getCurrency());
        }
        if (house) {
            items.forEach(item -> xml.in(itemName, () -> item(item)));
        } else {
            xml.in("ApplicableRating", () -> items.forEach(item -> xml.in(itemName, () -> item(item))));
        }
    }

    private void party(PartyRole role, String name, String roleCode) {
        Party party = named(role);
        if (party == null) {
            return;
        }
        xml.in(name, () -> {
            xml.text("Name", party.getRawName());
            for (PartyId id : party.getIds()) {
                if (!isTaxNumber(id)) {
                    xml.text("AccountID", id.getValue());
                    break;
                }
            }
            xml.text("RoleCode", roleCode);
            if (party.getAddress() != null) {
                xml.in("PostalStructuredAddress", () -> address(party.getAddress()));
            }
            xml.in("DefinedTradeContact", () -> {
                contact(party, "TE", "DirectTelephoneCommunication", "CompleteNumber");
                contact(party, "FX", "FaxCommunication", "CompleteNumber");
                contact(party, "EM", "URIEmailCommunication", "URIID");
            });
        });
    }

    private void address(Address address) {
        String number = address.getNumber();
        xml.text("PostcodeCode", address.getPostcode());
        xml.text("StreetName", number == null ? address.getLine1() : Segments.blank(address.getLine1()) + " " + number);
        xml.text("CityName", address.getCity());
        xml.text("CountryID", address.getCountry());
        xml.text("PostOfficeBox", address.getPoBox());
        xml.text("CountrySubDivisionID", address.getSubdivision());
    }

    private void contact(Party party, String type, String way, String element) {
        for (Contact contact : party.getContacts()) {
            if (contact.getType().equals(type)) {
                xml.in(way, () -> xml.text(element, contact.getValue()));
                return;
            }
        }
    }

    private void note(PartyRole role, String subject) {
        Party party = named(role);
        if (party == null) {
            return;
        }
        for (PartyId id : party.getIds()) {
            if (isTaxNumber(id)) {
                xml.in("IncludedCustomsNote", () -> {
                    xml.text("ContentCode", "T");
                    xml.text("Content", id.getValue());
                    xml.text("SubjectCode", subject);
                });
                return;
            }
        }
    }

    private static boolean isTaxNumber(PartyId id) {
        return id.getScheme() == IdScheme.EORI || id.getScheme() == IdScheme.TIN || id.getScheme() == IdScheme.VAT;
    }

    private void place(String name, @Nullable Leg leg) {
        if (leg != null) {
            xml.in(name, () -> {
                xml.text("ID", leg.getLocode());
                xml.text("Name", leg.getName());
            });
        }
    }

    private void flight(@Nullable Leg load, @Nullable Leg discharge) {
        if (filing.getConveyance().getId() == null) {
            return;
        }
        xml.in("SpecifiedLogisticsTransportMovement", () -> {
            xml.text("ID", filing.getConveyance().getId());
            xml.text("SequenceNumeric", "1");
            xml.in(
                    "UsedLogisticsTransportMeans",
                    () -> xml.text("Name", filing.getConveyance().getCarrierCode()));
            if (discharge != null) {
                xml.in("ArrivalEvent", () -> {
                    xml.text("ScheduledOccurrenceDateTime", discharge.getEta());
                    xml.in("OccurrenceArrivalLocation", () -> xml.text("ID", discharge.getLocode()));
                });
            }
            if (load != null) {
                xml.in("DepartureEvent", () -> {
                    xml.text("ScheduledOccurrenceDateTime", load.getEtd());
                    xml.in("OccurrenceDepartureLocation", () -> xml.text("ID", load.getLocode()));
                });
            }
        });
    }

    private void item(Item item) {
        xml.text("SequenceNumeric", item.getSeq());
        xml.text("TypeCode", item.getHs());
        xml.text("GrossWeightMeasure", item.getGrossMassKg(), "unitCode", "KGM");
        xml.text("GrossVolumeMeasure", item.getVolumeM3(), "unitCode", "MTQ");
        xml.text(
                "PieceQuantity",
                item.getPackages().isEmpty() ? null : item.getPackages().get(0).getCount());
        xml.in("NatureIdentificationTransportCargo", () -> xml.text("Identification", item.getDescription()));
        if (item.getCountryOfOrigin() != null) {
            xml.in("OriginCountry", () -> xml.text("ID", item.getCountryOfOrigin()));
        }
    }

    private @Nullable Party named(PartyRole role) {
        for (Party party : filing.getParties()) {
            if (party.getRole() == role) {
                return party;
            }
        }
        return null;
    }

    private @Nullable Leg leg(LegFunction function) {
        for (Leg leg : filing.getRouting()) {
            if (leg.getFunction() == function) {
                return leg;
            }
        }
        return null;
    }
}
