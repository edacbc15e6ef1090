// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import static portolan.workload.messages.Segments.blank;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.Totals;

/** A manifest of ASYCUDA World: the bills of one voyage at one office. */
final class AwmdsMessage {
    private static final Map<NatureOfMovement, String> NATURES = Map.of(
            NatureOfMovement.EXPORT, "22",
            NatureOfMovement.IMPORT, "23",
            NatureOfMovement.TRANSIT, "24",
            NatureOfMovement.TRANSSHIPMENT, "28");

    private static final Map<BillLevel, String> TYPES = Map.of(BillLevel.HOUSE, "HSB", BillLevel.MASTER, "MSB");

    /** An element for each mark that a box may have. */
    private static final int MARKS = 3;

    private final XmlText xml = new XmlText();

    private AwmdsMessage() {}

    static byte[] of(Message message) {
        List<Filing> bills = message.bills();
        AwmdsMessage manifest = new AwmdsMessage();
        manifest.xml.in("Awmds", () -> {
            manifest.general(bills);
            for (int at = 0; at < bills.size(); at++) {
                manifest.bill(bills.get(at), at + 1);
            }
        });
        return manifest.xml.end();
    }

    private void general(List<Filing> bills) {
        Filing first = bills.get(0);
        Conveyance ship = first.getConveyance();
        Leg load = leg(first, LegFunction.LOAD);
        Leg discharge = leg(first, LegFunction.DISCHARGE);
        xml.in("General_segment", () -> {
            xml.in("General_segment_id", () -> {
                xml.text("Customs_office_code", first.getOffice());
                xml.text("Voyage_number", ship.getVoyage());
                xml.text("Date_of_departure", load == null ? null : day(load.getEtd()));
                xml.text("Date_of_arrival", discharge == null ? null : day(discharge.getEta()));
            });
            xml.in("Totals_segment", () -> totals(bills));
            xml.in("Transport_information", () -> {
                xml.in("Carrier", () -> xml.text("Carrier_code", ship.getCarrierCode()));
                xml.text("Mode_of_transport_code", "1");
                xml.text("Identity_of_transporter", ship.getName());
                xml.text("Nationality_of_transporter_code", ship.getFlag());
            });
            xml.in("Load_unload_place", () -> {
                xml.text("Place_of_departure_code", load == null ? null : load.getLocode());
                xml.text("Place_of_destination_code", discharge == null ? null : discharge.getLocode());
            });
        });
    }

    private void totals(List<Filing> bills) {
        Set<String> boxes = new HashSet<>();
        long packages = 0;
        BigDecimal mass = BigDecimal.ZERO;
        for (Filing bill : bills) {
            bill.getEquipment().forEach(box -> boxes.add(box.getId()));
            Totals totals = bill.getTotals();
            if (totals != null) {
                packages += Objects.requireNonNullElse(totals.getPackages(), 0L);
                mass = mass.add(Objects.requireNonNullElse(totals.getGrossMassKg(), BigDecimal.ZERO));
            }
        }
        xml.text("Total_number_of_bols", bills.size());
        xml.text("Total_number_of_packages", packages);
        xml.text("Total_number_of_containers", boxes.size());
        xml.text("Total_gross_mass", mass);
    }

    private void bill(Filing bill, int line) {
        xml.in("Bol_segment", () -> {
            xml.in("Bol_id", () -> {
                xml.text("Bol_reference", bill.getTransportDocument().getNumber());
                xml.text("Line_number", line);
                xml.text("Bol_nature", NATURES.get(bill.getNatureOfMovement()));
                xml.text("Bol_type_code", TYPES.getOrDefault(bill.getBillLevel(), "BOL"));
                xml.text(
                        "Master_bol_ref_number",
                        bill.getMasterDocument() == null
                                ? null
                                : bill.getMasterDocument().getNumber());
                xml.text("Unique_carrier_reference", bill.getUcr());
            });
            xml.text("Consolidated_Cargo", bill.getBillLevel() == BillLevel.MASTER ? "1" : "0");
            places(bill);
            xml.in("Traders_segment", () -> traders(bill));
            bill.getEquipment().forEach(box -> box(box, bill.getGoodsItems()));
            goods(bill);
            value(bill);
        });
    }

    private void places(Filing bill) {
        Leg load = leg(bill, LegFunction.LOAD);
        Leg discharge = leg(bill, LegFunction.DISCHARGE);
        xml.in("Load_unload_place", () -> {
            xml.text("Port_of_origin_code", load == null ? null : load.getLocode());
            xml.text("Place_of_unloading_code", discharge == null ? null : discharge.getLocode());
        });
    }

    private void traders(Filing bill) {
        String issuer = bill.getTransportDocument().getIssuer();
        if (issuer != null && !issuer.equals(bill.getConveyance().getCarrierCode())) {
            xml.in("Carrier", () -> xml.text("Carrier_code", issuer));
        }
        trader(bill, PartyRole.CONSIGNOR, "Exporter");
        trader(bill, PartyRole.NOTIFY, "Notify");
        trader(bill, PartyRole.CONSIGNEE, "Consignee");
    }

    private void trader(Filing bill, PartyRole role, String name) {
        for (Party party : bill.getParties()) {
            if (party.getRole() == role) {
                xml.in(name, () -> {
                    xml.text(
                            name + "_code",
                            party.getIds().isEmpty()
                                    ? null
                                    : party.getIds().get(0).getValue());
                    xml.text(name + "_name", party.getRawName());
                    xml.text(name + "_address", party.getAddress() == null ? null : address(party.getAddress()));
                });
                return;
            }
        }
    }

    /** One text, as the form on the screen has it. */
    private static String address(Address address) {
        if (address.getRawText() != null) {
            return address.getRawText();
        }
        String street = Stream.of(address.getLine1(), address.getNumber())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        String city = Stream.of(address.getPostcode(), address.getCity())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return Stream.of(street, address.getLine2(), city, address.getSubdivision(), address.getCountry())
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private void box(Equipment box, List<Item> items) {
        List<Seal> seals = box.getSeals();
        xml.in("ctn_segment", () -> {
            xml.text("Ctn_reference", box.getId());
            xml.text("Number_of_packages", items.size() == 1 ? packagesIn(box, items.get(0)) : null);
            xml.text("Type_of_container", box.getSizeType());
            xml.text("Empty_Full", status(box.getPackedStatus()));
            for (int at = 0; at < Math.min(MARKS, seals.size()); at++) {
                xml.text("Marks" + (at + 1), seals.get(at).getNumber());
            }
            if (!seals.isEmpty()) {
                xml.text("Sealing_party", seals.get(0).getParty());
            }
            xml.text("Empty_weight", box.getTareKg());
            xml.text("Minimum_temperature", box.getSetTemperature());
        });
    }

    private static @Nullable Long packagesIn(Equipment box, Item item) {
        for (ContainerRef ref : item.getContainerRefs()) {
            if (ref.getEquipmentId().equals(box.getId())) {
                return ref.getPackages();
            }
        }
        return null;
    }

    private static @Nullable String status(@Nullable PackedStatus status) {
        return status == null ? null : status == PackedStatus.EMPTY ? "4" : status == PackedStatus.LCL ? "7" : "5";
    }

    private void goods(Filing bill) {
        List<Item> items = bill.getGoodsItems();
        Item first = items.isEmpty() ? Item.newBuilder().setSeq(1).build() : items.get(0);
        boolean one = items.size() <= 1;
        Totals totals = bill.getTotals() == null ? new Totals() : bill.getTotals();
        Packages packages = first.getPackages().isEmpty()
                ? new Packages()
                : first.getPackages().get(0);
        xml.in("Goods_segment", () -> {
            xml.text("Number_of_packages", totals.getPackages());
            xml.text("Package_type_code", packages.getType());
            xml.text("Gross_mass", totals.getGrossMassKg());
            xml.text("Shipping_marks", packages.getMarks());
            xml.text("Goods_description", one ? first.getDescription() : null);
            xml.text("Volume_in_cubic_meters", one ? first.getVolumeM3() : null);
            xml.text("Num_of_ctn_for_this_bol", totals.getContainers());
        });
        for (Item item : items) {
            if (!one || item.getHs() != null || item.getCountryOfOrigin() != null) {
                xml.in("HS_Compliance", () -> line(item, one));
            }
        }
    }

    private void line(Item item, boolean one) {
        xml.text("HS_code", item.getHs());
        xml.text("HS_origin", item.getCountryOfOrigin());
        if (!one) {
            xml.text("Commercial_description", item.getDescription());
            xml.text("Gross_mass", item.getGrossMassKg());
            xml.text(
                    "Number_of_packages",
                    item.getPackages().isEmpty()
                            ? null
                            : item.getPackages().get(0).getCount());
        }
    }

    private void value(Filing bill) {
        Freight freight = bill.getFreight();
        List<Item> items = bill.getGoodsItems();
        GoodsValue value = items.size() == 1 ? items.get(0).getValue() : null;
        xml.in("Value_segment", () -> {
            if (freight != null) {
                xml.in("Freight_segment", () -> {
                    xml.text(
                            "PC_indicator",
                            freight.getPayment() == FreightPayment.PREPAID
                                    ? "PP"
                                    : freight.getPayment() == FreightPayment.COLLECT ? "CC" : null);
                    xml.text("Freight_value", freight.getAmount());
                    xml.text("Freight_currency", freight.getCurrency());
                });
            }
            if (value != null) {
                xml.in("Customs_segment", () -> {
                    xml.text("Customs_value", value.getAmount());
                    xml.text("Customs_currency", value.getCurrency());
                });
            }
        });
    }

    private static @Nullable LocalDate day(@Nullable Instant time) {
        return time == null ? null : LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static @Nullable Leg leg(Filing filing, LegFunction function) {
        for (Leg leg : filing.getRouting()) {
            if (leg.getFunction() == function) {
                return leg;
            }
        }
        return null;
    }

    /** What all bills of one message have in common, beside their ship. */
    static String together(Filing filing) {
        Leg load = leg(filing, LegFunction.LOAD);
        Leg discharge = leg(filing, LegFunction.DISCHARGE);
        return blank(filing.getOffice())
                + '|'
                + (load == null ? null : day(load.getEtd()))
                + '|'
                + (discharge == null ? null : day(discharge.getEta()));
    }
}
