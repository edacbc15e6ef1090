// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.reachedBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.Consignments;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;

/** Whoever is spelled another way is the same party throughout; a stranger in his place is not. */
class RespelledPartyTest {
    private static final String PHONE = "+86 21 5555 0101";

    private final SequentialEngine engine =
            new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "AL = Drini Impeks SH.P.K. = DRINI IMPEKS SHPK",
                "AL = Ujëvara e Bardhë Sh.a. = UJEVARA E BARDHE SHA",
                "RS = Ђорђевић Метал д.о.о. = DJORDJEVIC METAL DOO",
                "RS = Živković Mehanika d.o.o. = Zhivkovich Mehanika",
                "MK = Ѓорѓиев и синови ДООЕЛ = Gjorgjiev i sinovi dooel",
                "BG = Черно море Импорт ЕООД = CHERNO MORE IMPORT E.O.O.D.",
                "GR = Ελαιώνας Κρήτης Ε.Π.Ε. = ELEONAS KRITIS EPE",
                "GR = Παπαδόπουλος Α.Ε. = Papadopoulos S.A.",
                "TR = Yıldırım Tekstil San. ve Tic. Ltd. Şti. = YILDIRIM TEKSTIL LTD STI",
                "CN = Guang Zhou Jia Hua Imp. & Exp. Co., Ltd. = GUANGZHOU JIAHUA IMPORT AND EXPORT",
            })
    void aRespellingIsTheSameParty(String country, String one, String other) {
        ship(bill("HBL-0").party(company(Role.CONSIGNOR, one, country)));

        assertThat(ship(bill("HBL-1").onDay(1).party(company(Role.CONSIGNOR, other, country)))
                        .value(Indicators.get("first_time_shipper")))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "RS = Ђорђевић Метал д.о.о. = DJORDJEVIC METAL DOO",
                "GR = Μπακάλης Τρόφιμα Α.Ε. = Mpakalis Trofina AE",
                "TR = Öztürk Gıda A.Ş. = OZTUKR GIDA SAN. TIC. A.S.",
                "NL = Vesna Lighting BV = Ligthing Vesna",
            })
    void aRespellingAfterDepartureIsNoSwitch(String country, String one, String other) {
        assertThat(switched(company(Role.CONSIGNEE, one, country), company(Role.CONSIGNEE, other, country)))
                .isZero();
    }

    @Test
    void aStrangerAfterDepartureIsASwitch() {
        assertThat(switched(
                        company(Role.CONSIGNEE, "Öztürk Gıda A.Ş.", "TR"),
                        company(Role.CONSIGNEE, "Yıldız Tekstil A.Ş.", "TR")))
                .isOne();
        assertThat(switched(
                        numbered(Role.CONSIGNEE, "TIN", "1234567803", "Vesna Lighting"),
                        numbered(Role.CONSIGNEE, "TIN", "7654321049", "Vesna Lightings")))
                .as("two numbers are two, however alike their names are")
                .isOne();
    }

    @Test
    void aRespellingIsNoPhoenixAndAStrangerIs() {
        shipsAndFallsSilent("Adria Quorum Ltd");

        assertThat(phoenix("Hadria Quorum Company Ltd")).isNotEqualTo(1);
        assertThat(phoenix("Wesna Lighting Ltd")).isOne();
    }

    @Test
    void aTaxpayersNumberJoinsWhatNoSpellingDoes() {
        ship(bill("HBL-0").party(numbered(Role.CONSIGNOR, "NIPT", "K 12345678 L", "Drini Impeks")));

        assertThat(ship(bill("HBL-1").onDay(1).party(numbered(Role.CONSIGNOR, "TIN", "k12345678l", "D.I. Group")))
                        .value(Indicators.get("first_time_shipper")))
                .isZero();
    }

    private double switched(Party first, Party then) {
        String id = "HBL-" + first.name() + then.name();
        ship(bill(id).party(first));
        return amend(bill(id).party(then)
                        .receivedAt(Consignments.DEPARTURE.plus(Duration.ofDays(1)))
                        .build())
                .value(Indicators.get("consignee_switch"));
    }

    private void shipsAndFallsSilent(String name) {
        for (int i = 0; i < 5; i++) {
            ship(from("HBL-" + i, name).onDay(3L * i));
        }
    }

    private double phoenix(String name) {
        return ship(from("HBL-" + name, name).onDay(90)).value(Indicators.get("phoenix_party"));
    }

    private static Draft from(String id, String name) {
        return bill(id).party(reachedBy(company(Role.CONSIGNOR, name, "CN"), PHONE))
                .consignedTo("NL7");
    }

    private static Party numbered(Role role, String scheme, String number, String name) {
        Party party = company(role, name, "AL");
        return new Party(
                role,
                name,
                List.of(new PartyId(scheme, number)),
                party.personType(),
                party.address(),
                List.of(),
                false);
    }

    private static Draft bill(String id) {
        return consignment().id(id);
    }

    private Readings ship(Draft bill) {
        return take(EventKind.CREATE, bill.build(), 1);
    }

    private Readings amend(Consignment bill) {
        return take(EventKind.REPLACE, bill, 2);
    }

    private Readings take(EventKind kind, Consignment bill, int version) {
        List<Replayed> replayed = engine.take(new Filing(
                "event-" + bill.key().value() + version,
                kind,
                "26NL-" + bill.key().value(),
                version,
                null,
                bill.receivedAt(),
                new Position(bill.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, version),
                bill));
        return Objects.requireNonNull(replayed.get(replayed.size() - 1).assessment())
                .readings();
    }
}
