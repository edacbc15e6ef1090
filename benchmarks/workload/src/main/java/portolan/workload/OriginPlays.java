// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;

/** Origins that change: on paper only, or with the journey. */
final class OriginPlays {
    private static final String[] NEIGHBOURS = {"VN", "MY", "TH", "IN", "TR", "TW"};
    /** Where none of those origins is loaded. */
    private static final String[] THIRD_PORTS = {"AEJEA", "OMSLL", "PABLB", "MAPTM"};

    private OriginPlays() {}

    private abstract static class OfDutyHitGoods extends Play {
        static String neighbour(Act act, Stage stage) {
            return act.campaign().dice(stage.seed).oneOf(NEIGHBOURS);
        }

        static Shipper from(Shipper shipper, String origin) {
            List<Shipper.Line> lines = new ArrayList<>(shipper.lines().size());
            for (Shipper.Line line : shipper.lines()) {
                lines.add(line.from(origin));
            }
            return shipper.selling(lines);
        }

        static Port portOf(String country, Dice dice) {
            Atlas atlas = Atlas.get();
            return atlas.loadingPorts(atlas.country(country)).draw(dice);
        }
    }

    static final class FalseOrigin extends OfDutyHitGoods {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = from(super.shipper(act, stage), neighbour(act, stage))
                    .sellingTo(stage.shipper(act.campaign().host(act.step()))
                            .consignees()
                            .get(0));
            int number = act.campaign().number();
            return number % 4 == 0
                    ? host.loadingAt(Atlas.get().port(THIRD_PORTS[number / 4 % THIRD_PORTS.length]))
                    : host;
        }
    }

    /** Always declared another origin than that of the port. */
    static final class HubTrader extends OfDutyHitGoods {
        private static final int TRIES = 400;

        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper trader = stage.shipper(act.campaign().castShipper(0));
            Atlas atlas = Atlas.get();
            Dice dice = act.campaign().dice(stage.seed);
            String origin = dice.oneOf(NEIGHBOURS);
            Country china = atlas.country("CN");
            Mix<Goods> exports = atlas.goods(china);
            Goods goods = exports.draw(dice);
            for (int i = 0; i < TRIES && !Need.dutyHit(goods, "CN"); i++) {
                goods = exports.draw(dice);
            }
            Shipper.Line line = Population.line(goods, china, dice).from(origin);
            Port port = dice.chance(0.4) ? portOf("CN", dice) : atlas.port(dice.chance(0.5) ? "HKHKG" : "SGSIN");
            return trader.selling(List.of(line)).loadingAt(port);
        }
    }

    static final class NewSource extends OfDutyHitGoods {
        @Override
        Shipper shipper(Act act, Stage stage) {
            String origin = neighbour(act, stage);
            return from(super.shipper(act, stage), origin)
                    .loadingAt(portOf(origin, act.campaign().dice(stage.seed)));
        }
    }

    static final class NewRoute extends OfDutyHitGoods {
        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage)
                    .loadingAt(portOf(neighbour(act, stage), act.campaign().dice(stage.seed)));
        }
    }

    static final class OriginSlip extends OfDutyHitGoods {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            String wrong = dice.oneOf(NEIGHBOURS);
            consignment.items.replaceAll(item -> item.from(wrong));
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return soon(consignment, 24, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            String right = consignment.booking.line().origin();
            consignment.items.replaceAll(item -> item.from(right));
        }
    }
}
