// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;

/** Writes where a consignment goes. A departure that is past when the filing arrives is an actual one. */
final class RouteForm {
    private final List<Leg> legs = new ArrayList<>(4);
    private final List<String> countries = new ArrayList<>(3);

    RouteForm(BillVersion consignment, long receivedAt) {
        Booking booking = consignment.booking;
        Voyage voyage = booking.voyage();
        String origin = booking.loadingCountry();
        Leg load = add(LegFunction.LOAD, booking.loadingLocode(), booking.loadingName(), origin);
        load.setEtd(Instant.ofEpochMilli(voyage.departs()));
        if (receivedAt > voyage.departs()) {
            load.setAtd(Instant.ofEpochMilli(voyage.departs() + 2 * Times.HOUR));
        }
        countries.add(origin);
        String hub = consignment.hub;
        if (hub != null) {
            Port port = Atlas.get().port(hub);
            long half = (voyage.departs() + consignment.arrives()) / 2;
            Leg change = add(LegFunction.TRANSSHIP, port.locode(), port.name(), port.country());
            change.setEta(Instant.ofEpochMilli(half));
            change.setEtd(Instant.ofEpochMilli(half + 30 * Times.HOUR));
            addCountry(port.country());
        }
        Leg discharge = add(LegFunction.DISCHARGE, consignment.discharge, null, "NL");
        discharge.setEta(Instant.ofEpochMilli(consignment.arrives()));
        addCountry("NL");
        for (Party party : consignment.parties) {
            if (party.getRole() == PartyRole.CONSIGNEE && party.getAddress() != null) {
                String country = party.getAddress().getCountry();
                add(LegFunction.DELIVERY, null, party.getAddress().getCity(), country);
                addCountry(country);
            }
        }
    }

    List<Leg> legs() {
        return legs;
    }

    List<String> countries() {
        return countries;
    }

    private Leg add(LegFunction function, @Nullable String locode, @Nullable String name, String country) {
        Leg leg = new Leg();
        leg.setSeq(legs.size() + 1);
        leg.setFunction(function);
        leg.setLocode(locode);
        leg.setName(name);
        leg.setCountry(country);
        legs.add(leg);
        return leg;
    }

    private void addCountry(String country) {
        if (!countries.contains(country)) {
            countries.add(country);
        }
    }
}
