// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;

/** What other documents state is held against what the filing states. */
class SupportingDocumentsTest {
    private static final List<Indicator> OF_DOCUMENTS = List.of(
            Indicators.get("invoice_against_value"),
            Indicators.get("document_mass"),
            Indicators.get("document_packages"),
            Indicators.get("document_parties"),
            Indicators.get("invoice_after_bill"),
            Indicators.get("document_expired"));

    @Test
    void whatNoDocumentStatesGivesNoReading() {
        SupportingDocument silent =
                new SupportingDocument("380", "F-1", null, null, null, null, "Chamber", null, null, null, null);

        assertThat(OF_DOCUMENTS).allSatisfy(indicator -> {
            assertThat(CaseReading.of(consignment(), indicator)).isNull();
            assertThat(CaseReading.of(consignment().documents(silent), indicator))
                    .isNull();
        });
    }

    @Test
    void invoicesAreHeldAgainstTheValueOfAllGoods() {
        assertThat(invoiced(invoice("F-1", 60_000.0, "USD")))
                .isEqualTo(reading(1, "document \"380 F-1\": 60000 USD, goods declared 60000 USD"));
        assertThat(invoiced(invoice("F-1", 50_000.0, "USD"), invoice("F-2", 40_000.0, "USD")))
                .isEqualTo(reading(1.5, "document \"380 F-1\" and 1 more: 90000 USD, goods declared 60000 USD"));
        assertThat(invoiced(invoice("F-1", 50_000.0, "USD"), invoice("F-2", null, "USD")))
                .as("one states no amount")
                .isNull();
        assertThat(invoiced(invoice("F-1", 50_000.0, "USD"), invoice("F-2", 9.0, "JPY")))
                .as("no rate is known")
                .isNull();
        assertThat(CaseReading.of(
                        consignment().valued(new Money(0, "USD", null)).documents(invoice("F-1", 1.0, "USD")),
                        Indicators.get("invoice_against_value")))
                .isNull();
        assertThat(invoiced(document("271", null, 3L))).as("no invoice").isNull();
    }

    private static @Nullable Reading invoiced(SupportingDocument... documents) {
        return CaseReading.of(consignment().documents(documents), Indicators.get("invoice_against_value"));
    }

    private static Reading reading(double ratio, String evidence) {
        return new Reading(Indicators.get("invoice_against_value"), ratio, evidence);
    }

    @Test
    void massAndPackagesAreThoseOfAllDocumentsOfAType() {
        assertThat(CaseReading.of(
                        consignment().documents(document("271", 8_000.0, null)), Indicators.get("document_mass")))
                .isEqualTo(new Reading(
                        Indicators.get("document_mass"), 0.2, "document \"271 D-1\": 8000 kg, filed 10000 kg"));
        assertThat(CaseReading.of(
                        consignment().documents(document("271", 4_000.0, null), document("271", 6_000.0, null)),
                        Indicators.get("document_mass")))
                .isEqualTo(new Reading(
                        Indicators.get("document_mass"), 0, "document \"271 D-1\" and 1 more: 10000 kg, as filed"));
        assertThat(CaseReading.of(
                        consignment().documents(document("271", 10_000.0, null), document("14", 12_500.0, null)),
                        Indicators.get("document_mass")))
                .as("the type that is furthest away")
                .isEqualTo(new Reading(
                        Indicators.get("document_mass"), 0.2, "document \"14 D-1\": 12500 kg, filed 10000 kg"));
        assertThat(CaseReading.of(
                        consignment().documents(document("271", 8_000.0, 500L), document("271", null, 100L)),
                        Indicators.get("document_mass")))
                .as("one of them may state the rest")
                .isNull();
        assertThat(CaseReading.of(
                        consignment().documents(document("271", 8_000.0, 500L), document("271", null, 500L)),
                        Indicators.get("document_packages")))
                .isEqualTo(new Reading(
                        Indicators.get("document_packages"),
                        0.5,
                        "document \"271 D-1\" and 1 more: 1000 packages, filed 500 packages"));
    }

    @Test
    void aPartyThatTheFilingDoesNotNameIsSeenHoweverNamesAreSpelled() {
        assertThat(CaseReading.of(
                        consignment().shippedBy("ACME").documents(naming("ACME EXPORTS LIMITED", null)),
                        Indicators.get("document_parties")))
                .isEqualTo(new Reading(Indicators.get("document_parties"), 0, "documents from whom the filing names"));
        assertThat(CaseReading.of(
                        consignment().shippedBy("ACME").documents(naming("ACME Exports", "Zagros Trading LLC")),
                        Indicators.get("document_parties")))
                .extracting(Reading::value, Reading::evidence)
                .first()
                .isEqualTo(1.0);
        assertThat(CaseReading.of(
                        consignment().consignedTo("RHINE").documents(naming(null, "Zagros Trading LLC")),
                        Indicators.get("document_parties")))
                .isEqualTo(new Reading(
                        Indicators.get("document_parties"),
                        1,
                        "document \"380 F-1\": to \"Zagros Trading LLC\", filed consignee \"RHINE Imports BV\""));
    }

    @Test
    void anInvoiceIsHeldAgainstTheDayOfTheBillAndALicenceAgainstTheArrival() {
        LocalDate bill = LocalDate.parse("2026-03-01");
        assertThat(CaseReading.of(
                        consignment().documents(dated(bill.plusDays(12), null)), Indicators.get("invoice_after_bill")))
                .isEqualTo(new Reading(
                        Indicators.get("invoice_after_bill"),
                        12,
                        "document \"380 F-1\" of 2026-03-13, 12 days after the bill of 2026-03-01"));
        assertThat(CaseReading.value(
                        consignment().documents(dated(bill.minusDays(9), null)), Indicators.get("invoice_after_bill")))
                .isZero();
        assertThat(CaseReading.of(
                        consignment().documents(dated(null, LocalDate.parse("2026-03-01"))),
                        Indicators.get("document_expired")))
                .extracting(Reading::value)
                .isEqualTo(1.0);
        assertThat(CaseReading.value(
                        consignment().documents(dated(null, LocalDate.parse("2027-03-01"))),
                        Indicators.get("document_expired")))
                .isZero();
    }

    /** Each comparison of names takes a while: a filing of a thousand documents must not take a thousand of them. */
    @Test
    void onlyTheFirstNamesAreCompared() {
        SupportingDocument[] many = new SupportingDocument[21];
        for (int i = 0; i < many.length; i++) {
            many[i] = naming(i == 20 ? "Zagros Trading" : "ACME EXPORTS " + "LTD ".repeat(i + 1), null);
        }

        assertThat(CaseReading.value(
                        consignment().shippedBy("ACME").documents(many), Indicators.get("document_parties")))
                .isZero();
    }

    private static SupportingDocument invoice(String number, @Nullable Double amount, String currency) {
        return new SupportingDocument("380", number, amount, currency, null, null, null, null, null, null, null);
    }

    private static SupportingDocument document(String type, @Nullable Double massKg, @Nullable Long packages) {
        return new SupportingDocument(type, "D-1", null, null, massKg, packages, null, null, null, null, null);
    }

    private static SupportingDocument naming(@Nullable String consignor, @Nullable String consignee) {
        return new SupportingDocument("380", "F-1", null, null, null, null, null, consignor, consignee, null, null);
    }

    private static SupportingDocument dated(@Nullable LocalDate issued, @Nullable LocalDate expires) {
        return new SupportingDocument("380", "F-1", null, null, null, null, null, null, null, issued, expires);
    }
}
