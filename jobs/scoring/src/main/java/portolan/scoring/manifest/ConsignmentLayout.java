// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of one version of a consignment, in the ledger and between operators. It has no version of its own: the value
 * that embeds it has.
 *
 * <pre>
 *   tenant | key | receivedAt | billLevel | document | flag, master | nature | mode
 *   conveyance: idType | id | name | flag | voyage | carrierCode
 *   list of legs: seq | function | locode | name | country | eta | etd | ata | atd
 *   list of countriesOfRouting | office | filer id | filer role
 *   list of parties: role | name | list of (scheme, value) | personType | flag, address | list of (type, value) | toOrder
 *                    | nature | key by number, null when it is that by name | key by name
 *   list of items: seq | description | hsCode | origin | gross, net, volume | list of packages | list of undg
 *                  | flag, value | temperature | flag, duty | list of container refs
 *   list of equipment: id | sizeType | packedStatus | list of seals | tare | vgm | temperature
 *   flag, totals | flag, freight | octet, of which bit 0 is a flag, deadlines, bit 2 a flag, list of documents, and bit 1 a
 *   flag, list of notCounted
 *   document: type | number | amount | currency | mass | packages | issuer | consignor | consignee | issued | expires
 *
 *   nullable number: flag, then the number; constants by name
 * </pre>
 */
public final class ConsignmentLayout {
    /** Bits of the last octet: nearly no consignment has the others than the first, and old ones have none. */
    private static final int DEADLINES = 1;

    private static final int NOT_COUNTED = 2;

    private static final int DOCUMENTS = 4;

    private ConsignmentLayout() {}

    public static void write(LayoutWriter out, Consignment c) {
        out.text(c.tenant()).text(c.key().value()).instant(c.receivedAt()).constant(c.billLevel());
        document(out, c.document());
        out.flag(c.master() != null);
        if (c.master() != null) {
            document(out, c.master());
        }
        out.constant(c.nature()).constant(c.mode());
        Conveyance by = c.conveyance();
        out.text(by.idType())
                .text(by.id())
                .text(by.name())
                .text(by.flag())
                .text(by.voyage())
                .text(by.carrierCode());
        out.list(c.routing(), ConsignmentLayout::leg);
        out.list(c.countriesOfRouting(), LayoutWriter::text);
        out.text(c.office()).text(c.filer().id()).constant(c.filer().role());
        out.list(c.parties(), ConsignmentLayout::party);
        out.list(c.items(), ConsignmentLayout::item);
        out.list(c.equipment(), ConsignmentLayout::equipment);
        Totals totals = c.totals();
        out.flag(totals != null);
        if (totals != null) {
            whole(out, totals.packages());
            real(out, totals.grossMassKg());
            whole(out, totals.items() == null ? null : Long.valueOf(totals.items()));
            whole(out, totals.containers() == null ? null : Long.valueOf(totals.containers()));
        }
        Freight freight = c.freight();
        out.flag(freight != null);
        if (freight != null) {
            out.constant(freight.payment());
            real(out, freight.amount());
            out.text(freight.currency());
        }
        Deadlines deadlines = c.deadlines();
        out.octet((deadlines == null ? 0 : DEADLINES)
                | (c.notCounted().isEmpty() ? 0 : NOT_COUNTED)
                | (c.documents().isEmpty() ? 0 : DOCUMENTS));
        if (deadlines != null) {
            out.instant(deadlines.loadingEta()).instant(deadlines.arrivalEta()).instant(deadlines.decisionDueBy());
        }
        if (!c.documents().isEmpty()) {
            out.list(c.documents(), ConsignmentLayout::supporting);
        }
        if (!c.notCounted().isEmpty()) {
            out.list(c.notCounted(), LayoutWriter::text);
        }
    }

    public static Consignment read(LayoutReader in) {
        int last;
        return new Consignment(
                in.text(),
                new ConsignmentKey(in.text()),
                in.instant(),
                in.constant(BillLevel.class),
                document(in),
                in.flag() ? document(in) : null,
                in.constant(NatureOfMovement.class),
                in.constant(TransportMode.class),
                new Conveyance(
                        in.nullableText(),
                        in.nullableText(),
                        in.nullableText(),
                        in.nullableText(),
                        in.nullableText(),
                        in.nullableText()),
                in.list(ConsignmentLayout::leg),
                in.list(LayoutReader::text),
                in.nullableText(),
                new Filer(in.recurringText(), in.constant(FilerRole.class)),
                in.list(ConsignmentLayout::party),
                in.list(ConsignmentLayout::item),
                in.list(ConsignmentLayout::equipment),
                in.flag() ? totals(in) : null,
                in.flag() ? new Freight(in.constant(Payment.class), real(in), in.nullableText()) : null,
                ((last = last(in)) & DEADLINES) == 0
                        ? null
                        : new Deadlines(in.nullableInstant(), in.nullableInstant(), in.nullableInstant()),
                (last & DOCUMENTS) == 0 ? List.of() : in.list(ConsignmentLayout::supporting),
                (last & NOT_COUNTED) == 0 ? List.of() : in.list(LayoutReader::text));
    }

    private static int last(LayoutReader in) {
        int octet = in.octet();
        if (octet > (DEADLINES | NOT_COUNTED | DOCUMENTS)) {
            throw new LayoutException("a consignment's last octet says what newer code wrote: octet=" + octet);
        }
        return octet;
    }

    private static void document(LayoutWriter out, TransportDocument document) {
        out.text(document.number()).text(document.type()).text(document.issuer());
        day(out, document.issueDate());
    }

    private static TransportDocument document(LayoutReader in) {
        return new TransportDocument(in.text(), in.nullableText(), in.nullableText(), day(in));
    }

    private static void supporting(LayoutWriter out, SupportingDocument document) {
        out.text(document.type()).text(document.number());
        real(out, document.amount());
        out.text(document.currency());
        real(out, document.grossMassKg());
        whole(out, document.packages());
        out.text(document.issuer()).text(document.consignor()).text(document.consignee());
        day(out, document.issueDate());
        day(out, document.expiryDate());
    }

    private static SupportingDocument supporting(LayoutReader in) {
        return new SupportingDocument(
                in.nullableText(),
                in.text(),
                real(in),
                in.nullableText(),
                real(in),
                whole(in),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                day(in),
                day(in));
    }

    private static void leg(LayoutWriter out, Leg leg) {
        out.signed(leg.seq()).constant(leg.function());
        out.text(leg.locode()).text(leg.name()).text(leg.country());
        out.instant(leg.eta()).instant(leg.etd()).instant(leg.ata()).instant(leg.atd());
    }

    private static Leg leg(LayoutReader in) {
        return new Leg(
                in.whole(),
                in.constant(LegFunction.class),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableInstant(),
                in.nullableInstant(),
                in.nullableInstant(),
                in.nullableInstant());
    }

    private static void party(LayoutWriter out, Party party) {
        out.constant(party.role()).text(party.name());
        out.list(party.ids(), (to, id) -> to.text(id.scheme()).text(id.value()));
        out.constant(party.personType());
        Address address = party.address();
        out.flag(address != null);
        if (address != null) {
            out.text(address.street())
                    .text(address.city())
                    .text(address.postcode())
                    .text(address.country())
                    .text(address.rawText());
        }
        out.list(party.contacts(), (to, contact) -> to.text(contact.type()).text(contact.value()));
        out.flag(party.toOrder());
        PartyIdentity identity = party.identity();
        out.constant(identity.nature());
        out.text(Objects.equals(identity.key(), identity.byName()) ? null : text(identity.key()));
        out.text(text(identity.byName()));
    }

    private static @Nullable String text(@Nullable PartyKey key) {
        return key == null ? null : key.value();
    }

    private static PartyIdentity identity(LayoutReader in) {
        PartyNature nature = in.constant(PartyNature.class);
        String byNumber = in.nullableText();
        String text = in.nullableText();
        PartyKey byName = text == null ? null : new PartyKey(text);
        return new PartyIdentity(nature, byNumber == null ? byName : new PartyKey(byNumber), byName);
    }

    private static Party party(LayoutReader in) {
        return new Party(
                in.constant(Role.class),
                in.nullableText(),
                in.list(from -> new PartyId(from.text(), from.text())),
                in.constant(PersonType.class),
                in.flag()
                        ? new Address(
                                in.nullableText(),
                                in.nullableText(),
                                in.nullableText(),
                                in.nullableText(),
                                in.nullableText())
                        : null,
                in.list(from -> new Contact(from.text(), from.text())),
                in.flag(),
                identity(in));
    }

    private static void item(LayoutWriter out, GoodsItem item) {
        out.signed(item.seq()).text(item.description()).text(item.hsCode()).text(item.origin());
        real(out, item.grossMassKg());
        real(out, item.netMassKg());
        real(out, item.volumeM3());
        out.list(item.packages(), (to, p) -> to.signed(p.count()).text(p.type()).text(p.marks()));
        out.list(item.undg(), LayoutWriter::text);
        Money value = item.value();
        out.flag(value != null);
        if (value != null) {
            out.real(value.amount()).text(value.currency()).text(value.type());
        }
        real(out, item.temperatureC());
        Duty duty = item.duty();
        out.flag(duty != null);
        if (duty != null) {
            real(out, duty.ratePercent());
            out.text(duty.type());
        }
        out.list(item.containers(), (to, ref) -> {
            to.text(ref.equipmentId());
            whole(to, ref.packages());
            real(to, ref.massKg());
        });
    }

    private static GoodsItem item(LayoutReader in) {
        return new GoodsItem(
                in.whole(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                real(in),
                real(in),
                real(in),
                in.list(from -> new Packages(from.signed(), from.nullableText(), from.nullableText())),
                in.list(LayoutReader::text),
                in.flag() ? new Money(in.real(), in.nullableText(), in.nullableText()) : null,
                real(in),
                in.flag() ? new Duty(real(in), in.nullableText()) : null,
                in.list(from -> new ContainerRef(from.text(), whole(from), real(from))));
    }

    private static void equipment(LayoutWriter out, Equipment unit) {
        out.text(unit.id()).text(unit.sizeType()).constant(unit.packedStatus());
        out.list(
                unit.seals(),
                (to, seal) -> to.text(seal.number()).text(seal.party()).text(seal.status()));
        real(out, unit.tareKg());
        real(out, unit.vgmKg());
        real(out, unit.setTemperatureC());
    }

    private static Equipment equipment(LayoutReader in) {
        return new Equipment(
                in.text(),
                in.nullableText(),
                in.nullableConstant(PackedStatus.class),
                in.list(from -> new Seal(from.text(), from.nullableText(), from.nullableText())),
                real(in),
                real(in),
                real(in));
    }

    private static Totals totals(LayoutReader in) {
        Long packages = whole(in);
        Double mass = real(in);
        Long items = whole(in);
        Long containers = whole(in);
        return new Totals(
                packages,
                mass,
                items == null ? null : Integer.valueOf(items.intValue()),
                containers == null ? null : Integer.valueOf(containers.intValue()));
    }

    private static void day(LayoutWriter out, @Nullable LocalDate day) {
        out.flag(day != null);
        if (day != null) {
            out.signed(day.toEpochDay());
        }
    }

    private static @Nullable LocalDate day(LayoutReader in) {
        return in.flag() ? LocalDate.ofEpochDay(in.signed()) : null;
    }

    private static void real(LayoutWriter out, @Nullable Double value) {
        out.flag(value != null);
        if (value != null) {
            out.real(value);
        }
    }

    private static @Nullable Double real(LayoutReader in) {
        return in.flag() ? Double.valueOf(in.real()) : null;
    }

    private static void whole(LayoutWriter out, @Nullable Long value) {
        out.flag(value != null);
        if (value != null) {
            out.signed(value);
        }
    }

    private static @Nullable Long whole(LayoutReader in) {
        return in.flag() ? Long.valueOf(in.signed()) : null;
    }
}
