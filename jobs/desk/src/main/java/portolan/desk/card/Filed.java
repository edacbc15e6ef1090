// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.Party;

/** What a filing says, as a page shows it: nothing is left out because it looks odd. */
public final class Filed {
    private Filed() {}

    /**
     * One party.
     *
     * @param role as the schema names it
     * @param name empty where none is filed
     * @param where address and country
     * @param contacts telephone, e-mail and the like
     */
    public record PartyLine(String role, String name, String where, List<String> contacts) {}

    /**
     * One line of goods.
     *
     * @param heading HS code and origin
     * @param amounts packages, mass and value
     */
    public record GoodsLine(String description, String heading, String amounts) {}

    /** One box, with its seals as filed. */
    public record BoxLine(String id, String kind, String seals, String masses) {}

    /** One place of the route, and when. */
    public record Stop(
            String function,
            String place,
            @Nullable Instant arrival,
            @Nullable Instant departure) {}

    public static List<PartyLine> parties(Filing filing) {
        List<PartyLine> lines = new ArrayList<>();
        for (Party party : filing.getParties()) {
            lines.add(new PartyLine(
                    party.getRole().name(),
                    text(party.getRawName()),
                    where(party.getAddress()),
                    party.getContacts().stream()
                            .map(one -> one.getType() + ' ' + one.getValue())
                            .toList()));
        }
        return lines;
    }

    private static String where(@Nullable Address address) {
        if (address == null) {
            return "";
        }
        String structured = joined(
                ", ",
                address.getLine1(),
                address.getLine2(),
                address.getNumber(),
                address.getPostcode(),
                address.getCity(),
                address.getSubdivision(),
                address.getCountry());
        return structured.isEmpty() ? text(address.getRawText()) : structured;
    }

    public static List<GoodsLine> goods(Filing filing) {
        List<GoodsLine> lines = new ArrayList<>();
        for (Item item : filing.getGoodsItems()) {
            String packages = item.getPackages().stream()
                    .map(one -> joined(
                            " ", one.getCount() == null ? null : one.getCount().toString(), one.getType()))
                    .collect(Collectors.joining(" + "));
            String value = item.getValue() == null
                    ? null
                    : amount(item.getValue().getAmount())
                            + ' '
                            + text(item.getValue().getCurrency());
            lines.add(new GoodsLine(
                    text(item.getDescription()),
                    joined(", ", item.getHs() == null ? null : "HS " + item.getHs(), item.getCountryOfOrigin()),
                    joined(", ", packages, mass(item.getGrossMassKg()), value)));
        }
        return lines;
    }

    public static List<BoxLine> boxes(Filing filing) {
        List<BoxLine> lines = new ArrayList<>();
        for (Equipment box : filing.getEquipment()) {
            lines.add(new BoxLine(
                    box.getId(),
                    joined(
                            ", ",
                            box.getSizeType(),
                            box.getPackedStatus() == null
                                    ? null
                                    : box.getPackedStatus().name()),
                    box.getSeals().stream()
                            .map(seal -> joined(" ", seal.getNumber(), seal.getParty()))
                            .collect(Collectors.joining(", ")),
                    joined(
                            ", ",
                            box.getTareKg() == null ? null : "tare " + mass(box.getTareKg()),
                            box.getVgmKg() == null ? null : "VGM " + mass(box.getVgmKg()),
                            box.getStowPosition() == null ? null : "stowed " + box.getStowPosition())));
        }
        return lines;
    }

    public static List<Stop> stops(Filing filing) {
        List<Stop> stops = new ArrayList<>();
        for (Leg leg : filing.getRouting()) {
            stops.add(new Stop(
                    leg.getFunction().name(),
                    joined(" ", leg.getLocode(), leg.getName(), leg.getLocode() == null ? leg.getCountry() : null),
                    leg.getAta() == null ? leg.getEta() : leg.getAta(),
                    leg.getAtd() == null ? leg.getEtd() : leg.getAtd()));
        }
        return stops;
    }

    /** The other documents that the filing names, a line each. */
    public static List<String> documents(Filing filing) {
        return filing.getDocuments().stream()
                .map(one -> joined(
                        ", ",
                        joined(" ", one.getType(), one.getRef()),
                        one.getAmount() == null ? null : amount(one.getAmount()) + ' ' + text(one.getCurrency()),
                        mass(one.getGrossMassKg()),
                        one.getPackages() == null ? null : one.getPackages() + " packages",
                        one.getIssuer()))
                .toList();
    }

    /** The ship, flight or truck. */
    public static String means(Filing filing) {
        return joined(
                " ",
                filing.getConveyance().getName(),
                filing.getConveyance().getId(),
                filing.getConveyance().getVoyage());
    }

    private static @Nullable String mass(@Nullable BigDecimal kilograms) {
        return kilograms == null ? null : amount(kilograms) + " kg";
    }

    private static String amount(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount).replaceFirst("\\.00$", "");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(between));
    }
}
