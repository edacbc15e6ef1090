// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.TransportMode;

/**
 * What a rule may read of a consignment itself, beside its readings: {@code consignment.<name>} in expressions. Names
 * never change once released. A list is empty when nothing is stated; every other field is absent then.
 */
public enum ConsignmentField {
    TRANSPORT_MODE(
            "transportMode",
            TransportMode.values(),
            "how the goods travel",
            c -> c.mode().name()),
    BILL_LEVEL(
            "billLevel",
            BillLevel.values(),
            "master, house, straight or sub-house bill",
            c -> c.billLevel().name()),
    MOVEMENT(
            "movement",
            NatureOfMovement.values(),
            "why the goods move through the country",
            c -> c.nature().name()),
    FILER_ROLE(
            "filerRole",
            FilerRole.values(),
            "what the filer is in the transport",
            c -> c.filer().role().name()),
    OFFICE("office", Type.TEXT, "customs office that decides", Consignment::office),
    CARRIER("carrier", Type.TEXT, "code of the carrier", c -> c.conveyance().carrierCode()),
    LOADING_PORT("loadingPort", Type.TEXT, "UN/LOCODE of loading", c -> locode(c.loading())),
    LOADING_COUNTRY("loadingCountry", Type.TEXT, "country of loading", c -> country(c.loading())),
    DISCHARGE_PORT("dischargePort", Type.TEXT, "UN/LOCODE of discharge", c -> locode(c.discharge())),
    DISCHARGE_COUNTRY("dischargeCountry", Type.TEXT, "country of discharge", c -> country(c.discharge())),
    TRANSSHIPMENT_PORTS("transshipmentPorts", Type.TEXTS, "UN/LOCODEs of transshipment", c -> {
        Set<String> ports = new LinkedHashSet<>();
        for (Leg leg : c.routing()) {
            if (leg.function() == LegFunction.TRANSSHIP && leg.locode() != null) {
                ports.add(leg.locode());
            }
        }
        return List.copyOf(ports);
    }),
    ROUTING_COUNTRIES(
            "routingCountries", Type.TEXTS, "countries of routing, as filed", Consignment::countriesOfRouting),
    SHIPPER_COUNTRY("shipperCountry", Type.TEXT, "country of the shipper's address", c -> country(c.shipper())),
    CONSIGNEE_COUNTRY("consigneeCountry", Type.TEXT, "country of the consignee's address", c -> country(c.consignee())),
    TO_ORDER("toOrder", Type.TRUTH, "a bill \"to order\", without a named consignee", c -> {
        Party consignee = c.consignee();
        return consignee == null ? null : consignee.toOrder();
    }),
    ORIGINS("origins", Type.TEXTS, "countries of origin of the items", c -> each(c, GoodsItem::origin)),
    HS2("hs2", Type.TEXTS, "HS chapters of the items", c -> each(c, item -> heading(item, 2))),
    HS4("hs4", Type.TEXTS, "HS headings of the items", c -> each(c, item -> heading(item, 4))),
    HS6("hs6", Type.TEXTS, "HS subheadings of the items", c -> each(c, item -> heading(item, 6))),
    DESCRIPTIONS(
            "descriptions",
            Type.TEXTS,
            "descriptions of the items, in capitals",
            c -> each(c, item -> {
                String description = item.description();
                return description == null ? null : description.toUpperCase(Locale.ROOT);
            })),
    ITEMS("items", Type.NUMBER, "number of items", c -> (double) c.items().size()),
    MASS_KG("massKg", Type.NUMBER, "mass of all items in kilograms", c -> number(c.massKg())),
    VALUE("value", Type.NUMBER, "declared value, when all items state one currency", c -> number(value(c))),
    VALUE_CURRENCY("valueCurrency", Type.TEXT, "currency of the declared value", ConsignmentField::currency),
    DUTY_RATE_PERCENT("dutyRatePercent", Type.NUMBER, "highest declared rate of duty", c -> number(dutyRate(c))),
    FREIGHT_PAYMENT("freightPayment", Payment.values(), "how freight is paid", c -> {
        var freight = c.freight();
        return freight == null ? null : freight.payment().name();
    }),
    CONTAINERISED(
            "containerised",
            Type.TRUTH,
            "travels in containers",
            c -> !c.equipment().isEmpty()),
    CONTAINERS("containers", Type.NUMBER, "number of containers", c ->
            (double) c.equipment().size());

    /** What kind of value a field has. */
    public enum Type {
        TEXT,
        NUMBER,
        TRUTH,
        TEXTS
    }

    /** What qualifies every field's name in expressions. */
    public static final String PREFIX = "consignment.";

    private static final Map<String, ConsignmentField> BY_NAME = new LinkedHashMap<>();

    static {
        for (ConsignmentField field : values()) {
            BY_NAME.put(field.fieldName(), field);
        }
    }

    @FunctionalInterface
    private interface Extractor {
        @Nullable
        Object of(Consignment consignment);
    }

    private final String fieldName;
    private final Type type;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    private final Extractor extractor;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of strings
    private final List<String> codes;

    ConsignmentField(String fieldName, Type type, String meaning, Extractor extractor) {
        this.fieldName = fieldName;
        this.type = type;
        this.meaning = meaning;
        this.extractor = extractor;
        this.codes = List.of();
    }

    ConsignmentField(String fieldName, Enum<?>[] codes, String meaning, Extractor extractor) {
        this.fieldName = fieldName;
        this.type = Type.TEXT;
        this.meaning = meaning;
        this.extractor = extractor;
        this.codes = Arrays.stream(codes).map(Enum::name).toList();
    }

    /** The name without its qualifier, as examples write it. */
    public String fieldName() {
        return fieldName;
    }

    /** The name in expressions. */
    public String qualifiedName() {
        return PREFIX + fieldName;
    }

    public Type type() {
        return type;
    }

    public String meaning() {
        return meaning;
    }

    /** All values that a field with a closed code list can have; empty for the others. */
    public List<String> codes() {
        return codes;
    }

    public static @Nullable ConsignmentField named(String fieldName) {
        return BY_NAME.get(fieldName);
    }

    /** The place in an array that lives for one judgement; never stored. */
    @SuppressWarnings("EnumOrdinal")
    int slot() {
        return ordinal();
    }

    /** The value as String, Double, Boolean or List of String; null when absent. */
    @Nullable
    Object of(Consignment consignment) {
        return extractor.of(consignment);
    }

    private static @Nullable String locode(@Nullable Leg leg) {
        return leg == null ? null : leg.locode();
    }

    private static @Nullable String country(@Nullable Leg leg) {
        return leg == null ? null : leg.countryOrOfLocode();
    }

    private static @Nullable String country(@Nullable Party party) {
        return party == null || party.address() == null ? null : party.address().country();
    }

    private static @Nullable String heading(GoodsItem item, int digits) {
        String code = item.hsCode();
        return code == null || code.length() < digits ? null : code.substring(0, digits);
    }

    private static List<String> each(Consignment consignment, Function<GoodsItem, @Nullable String> value) {
        Set<String> distinct = new LinkedHashSet<>();
        for (GoodsItem item : consignment.items()) {
            String stated = value.apply(item);
            if (stated != null) {
                distinct.add(stated);
            }
        }
        return List.copyOf(distinct);
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static @Nullable String currency(Consignment consignment) {
        String common = null;
        for (GoodsItem item : consignment.items()) {
            Money money = item.value();
            if (money == null || money.currency() == null || (common != null && !common.equals(money.currency()))) {
                return null;
            }
            common = money.currency();
        }
        return common;
    }

    private static double value(Consignment consignment) {
        double sum = 0;
        for (GoodsItem item : consignment.items()) {
            Money money = item.value();
            sum += money == null ? 0 : money.amount();
        }
        return currency(consignment) == null ? Double.NaN : sum;
    }

    private static double dutyRate(Consignment consignment) {
        double highest = Double.NaN;
        for (GoodsItem item : consignment.items()) {
            Double rate = item.duty() == null ? null : item.duty().ratePercent();
            if (rate != null && !(rate <= highest)) {
                highest = rate;
            }
        }
        return highest;
    }
}
