// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;
import static portolan.scoring.Consignments.registered;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.ReferenceException;

final class WatchlistTest {
    private static final String HEADER = "id,name,country,city,street\n";

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void aPartyIsFoundByItsNameHoweverItIsSpelled() throws IOException {
        Reference reference = csv("41,Zagros Trading Co. Ltd,IR,,\n42,ООО Вектор,RU,Moscow,\n");

        assertThat(read(reference, named("BCME LTD", "IR"))).isNotNull().satisfies(reading -> {
            assertThat(reading.value()).isZero();
            assertThat(reading.evidence())
                    .isEqualTo("none of 4 parties and ships is among the 2 entries of the watch list sanctions.csv");
        });
        assertThat(read(reference, named("ZAGROS TRADING LIMITED", "IR")))
                .isEqualTo(new Reading(
                        Indicators.get("watchlist_match"),
                        1,
                        "notify ZAGROS TRADING LIMITED (IR) is entry 41 of the watch list sanctions.csv: by name,"
                                + " 100 % like Zagros Trading Co. Ltd, same country"));
        assertThat(value(reference, named("OOO Vektor", "RU"))).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "word order = Maritime Khorasan Shipping",
                "typing = Khorassan Shippnig Maritime Co",
                "respelled = Qorasan Shipping & Maritime",
                "a group added = Khorasan Shipping Maritime Holding Ltd",
                "cut = KHORASAN SHIPPING MARITI",
                "no blank = KhorasanShipping Maritime",
                "another script = Хорасан Шиппинг Маритиме",
                "initials = Hossein A. Rahbari",
                "surname first = RAHBARI, Hossein Ali",
                "transliterated = Hussein Ali Rahbary",
                "alias = Green Anchor Lines",
                "written with digits = Kh0rasan Shipping Maritime",
            })
    void aVariantIsFound(String what, String name) throws IOException {
        assertThat(value(sanctions(), named(name, "IR"))).as(what).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "one rare word in common = Khorasan Garment",
                "one place in common = Istanbul Shipping",
                "trade in common = Atlas Shipping Maritime",
                "another first name = Hassan Rahbari",
                "another surname = Hossein Ali Rafsanjani",
                "another number = Fleet 18 Carriers",
                "nobody = TO ORDER",
            })
    void aDoubleIsNotFound(String what, String name) throws IOException {
        assertThat(value(sanctions(), named(name, "IR"))).as(what).isZero();
    }

    @Test
    void aCountryIsEvidenceAndNoKey() throws IOException {
        Reference reference = sanctions();

        assertThat(value(reference, named("Khorasan Shipping & Maritime", "AE")))
                .as("rare and nearly the same, elsewhere")
                .isOne();
        assertThat(value(reference, named("Korassan Shippnig", "IR")))
                .as("less of it, at home")
                .isOne();
        assertThat(value(reference, named("Korassan Shippnig", "AE")))
                .as("less of it, elsewhere")
                .isZero();
    }

    private Reference sanctions() throws IOException {
        return list("list.jsonl", """
            {"id": "1", "name": "Khorasan Shipping and Maritime Company", "country": "IR", "aliases": ["Green Anchor Lines"]}
            {"id": "2", "name": "Hossein Ali Rahbari", "country": "IR"}
            {"id": "3", "name": "Istanbul Demirhan Hardware Ltd. Sti.", "country": "IR"}
            {"id": "4", "name": "Fleet 17 Carriers", "country": "IR"}
            """);
    }

    @Test
    void aShortOrGenericNameIsFoundInItsTownOnly() throws IOException {
        Reference reference = csv("1,General Trading LLC,AE,Dubai,\n2,General Trading LLC,OM,,\n");

        assertThat(value(reference, at("General Trading", "Dubai", "AE", PersonType.LEGAL)))
                .isOne();
        assertThat(value(reference, at("General Trading", "Sharjah", "AE", PersonType.LEGAL)))
                .isZero();
        assertThat(value(reference, at("General Trading", "Muscat", "OM", PersonType.LEGAL)))
                .isOne();
    }

    @Test
    void aNaturalPersonIsFoundAlthoughNobodyRemembersIt() throws IOException {
        Reference reference = csv("7,José Pérez,CO,Cali,\n");

        assertThat(value(reference, at("JOSE PEREZ", "Bogota", "CO", PersonType.NATURAL)))
                .isOne();
        assertThat(value(reference, at("JOSE PEREZ", "Bogota", "ES", PersonType.NATURAL)))
                .isZero();
    }

    @Test
    void numbersAliasesAndShipsComeAsJsonLines() throws IOException {
        Reference reference = list("list.jsonl", """
            {"id": "A-1", "name": "Front Company", "country": "ir", "aliases": ["Back Company"]}
            {"name": "Holder of a Number", "ids": [{"scheme": "EORI", "value": "NL 812345678"}]}
            {"id": "S-3", "imo": 9321483}
            """);

        assertThat(evidence(reference, consignment()))
                .isEqualTo("consignee Shirts and More BV (NL) is entry line 2 of the watch list list.jsonl:"
                        + " by EORI number NL812345678; ship EMMA MAERSK (IMO 9321483) is entry S-3 of the watch list"
                        + " list.jsonl: by IMO number");
        assertThat(evidence(reference, named("BACK COMPANY", "IR"))).contains("entry A-1 of");
    }

    @Test
    void aNationalNumberCountsInItsCountry() throws IOException {
        Reference reference = list(
                "list.jsonl",
                "{\"name\": \"Holder\", \"country\": \"PA\", \"ids\": [{\"scheme\":\"TIN\",\"value\":\"88\\/1234\"}]}");
        assertThat(value(reference, consignment().party(registered(Role.NOTIFY, "881234", "Somebody", "PA"))))
                .as("of another register")
                .isZero();
        assertThat(value(reference, consignment().party(numbered("TIN", "88-1234", "PA"))))
                .isOne();
        assertThat(value(reference, consignment().party(numbered("TIN", "88-1234", "NL"))))
                .isZero();
    }

    @Test
    void withoutEntriesThereIsNoReading() throws IOException {
        assertThat(read(Reference.bundled(), consignment())).isNull();
        assertThat(read(csv(""), consignment())).isNull();
        assertThat(read(list("empty.jsonl", ""), consignment())).isNull();
    }

    @Test
    void aFilingThatNamesNobodyHasNoReading() throws IOException {
        Draft nobody = consignment().withoutParties().conveyance(Conveyance.UNNAMED);

        assertThat(read(csv("1,Acme,IR,,\n"), nobody)).isNull();
    }

    @Test
    void faultsNameFileLineAndField() {
        assertThatThrownBy(() -> list("a.csv", "id,name\n1,Acme\n"))
                .hasMessageContaining("a.csv:1: the header must be 'id,name,country,city,street'");
        assertThatThrownBy(() ->
                        csv("1,Acme,Iran,,\n1,N/A,IR,,\n,Acme,IR,,\n2,,IR,,\n3,Acme,IR\n4,Acme,IR,,\n4,Bcme,IR,,\n"))
                .isInstanceOfSatisfying(
                        ReferenceException.class,
                        refused -> assertThat(refused.faults())
                                .containsExactly(
                                        "sanctions.csv:2: country: must be two letters of ISO 3166-1: 'Iran'",
                                        "sanctions.csv:3: name or aliases: names nobody: 'N/A'",
                                        "sanctions.csv:4: id: is missing",
                                        "sanctions.csv:5: name: is missing",
                                        "sanctions.csv:6: must have 5 fields, has 3",
                                        "sanctions.csv:8: id: listed twice: '4'"));
        assertThatThrownBy(() -> list("a.jsonl", """
            {"name": "Acme", "counrty": "IR"}
            {"name": "Acme", "imo": "12"}
            {"name": ["Acme"]}
            {"ids": [{"scheme": "EORI"}]}
            {"country": "IR"}
            {"name": "Acme"
            ["Acme"]
            {"name": "Acme", "ids": [{"scheme": "EORI", "value": "NONE"}]}
            """))
                .isInstanceOfSatisfying(
                        ReferenceException.class,
                        refused -> assertThat(refused.faults())
                                .hasSize(8)
                                .contains(
                                        "a.jsonl:1: unknown field 'counrty'",
                                        "a.jsonl:2: imo: must have 7 digits: '12'",
                                        "a.jsonl:3: name: must be a text",
                                        "a.jsonl:4: ids[0].value: is missing",
                                        "a.jsonl:5: name: is missing, and so are ids and imo",
                                        "a.jsonl:7: must be a JSON object",
                                        "a.jsonl:8: ids: no number: 'NONE'")
                                .anyMatch(fault -> fault.startsWith("a.jsonl:6: must be a JSON object")));
        assertThatThrownBy(() -> Reference.bundled().watching(directory.resolve("missing.csv")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void itIsPartOfTheVersionAndTravelsWithTheReference() throws Exception {
        Reference watching = csv("1,Acme,IR,,\n");
        byte[] travelling = written(watching);
        String hash = watching.version().substring(watching.version().indexOf('+') + 1);
        String other = hash.replaceAll("[0-9a-f]$", hash.endsWith("0") ? "1" : "0");
        byte[] ofAnotherList = new String(travelling, StandardCharsets.ISO_8859_1)
                .replace(hash, other)
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(watching.version()).startsWith(Reference.bundled().version() + '+');
        assertThat(travelling).hasSizeLessThan(1_000);
        assertThat(read(travelling)).isSameAs(watching);
        assertThatThrownBy(() -> read(ofAnotherList))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("other reference data than the job")
                .hasMessageContaining("sanctions.csv")
                .hasMessageContaining(hash);
        assertThat(csv("2,Acme,IR,,\n").version()).isNotEqualTo(watching.version());
    }

    private Reference csv(String rows) throws IOException {
        return list("sanctions.csv", HEADER + rows);
    }

    private Reference list(String file, String text) throws IOException {
        return Reference.bundled().watching(Files.writeString(directory.resolve(file), text));
    }

    private static Draft named(String name, String country) {
        return consignment().party(company(Role.NOTIFY, name, country));
    }

    private static Draft at(String name, String city, String country, PersonType type) {
        return consignment()
                .party(new Party(
                        Role.NOTIFY,
                        name,
                        List.of(),
                        type,
                        new Address(null, city, null, country, null),
                        List.of(),
                        false));
    }

    private static Party numbered(String scheme, String number, String country) {
        return new Party(
                Role.NOTIFY,
                null,
                List.of(new PartyId(scheme, number)),
                PersonType.LEGAL,
                new Address(null, null, null, country, null),
                List.of(),
                false);
    }

    private static @Nullable Reading read(Reference reference, Draft draft) {
        return Readings.of(new CaseIndicators(reference).of(filed(draft.build())))
                .get(Indicators.get("watchlist_match"));
    }

    private static double value(Reference reference, Draft draft) {
        Reading reading = read(reference, draft);
        return reading == null ? Double.NaN : reading.value();
    }

    private static String evidence(Reference reference, Draft draft) {
        Reading reading = read(reference, draft);
        return reading == null ? "" : reading.evidence();
    }

    private static byte[] written(Reference reference) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(reference);
        }
        return bytes.toByteArray();
    }

    private static Reference read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Reference) in.readObject();
        }
    }
}
