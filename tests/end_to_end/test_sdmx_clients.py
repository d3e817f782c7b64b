"""The public Python clients of SDMX, sdmx1 and pysdmx, read all five cities from a running service over a socket."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import anyio
import httpx
import pysdmx.io
import pytest
import sdmx
import uvicorn
from pysdmx.api.qb import ApiVersion, DataFormat, DataQuery, RestService, StructureFormat, StructureQuery, StructureType
from tests.core.conftest import Service

from gongjian_core import catalogue
from gongjian_core.app import create_app
from gongjian_core.indicators import published
from gongjian_core.settings import Settings

pytestmark = pytest.mark.anyio
CITIES = catalogue.load()
SPECIFIC = "application/vnd.sdmx.structurespecificdata+xml;version=2.1"
CSV = "application/vnd.sdmx.data+csv;version=2.0.0"


@dataclass(frozen=True)
class Running:
    """A running service, and the header of a reader of everything."""

    url: str
    headers: dict[str, str]

    @property
    def client(self) -> Any:
        """A client of sdmx1 for it."""
        sdmx.add_source({"id": "GONGJIAN", "url": f"{self.url}/sdmx/2.1", "name": "gongjian"}, override=True)
        client = sdmx.Client("GONGJIAN")
        client.session.headers.update(self.headers)
        return client

    def rest(self, path: str) -> Any:
        """An answer of the REST API."""
        return httpx.get(f"{self.url}/api/v1{path}", headers=self.headers).raise_for_status().json()

    def text(self, path: str, accept: str) -> str:
        """An SDMX message as it is sent."""
        headers = {**self.headers, "Accept": accept}
        return httpx.get(f"{self.url}/sdmx/2.1{path}", headers=headers).raise_for_status().text


@pytest.fixture
async def running(urls: Any) -> AsyncIterator[Running]:
    """Answer a service on a port of its own, with the published results of the installed cities."""
    app = create_app(Settings(database_url=urls.app), CITIES)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110 - uvicorn tells it in no other way
            await asyncio.sleep(0.02)
        async with AsyncExitStack() as stack:
            service = Service(app, stack)
            await published.load(service.database, [city.declarations for city in CITIES.cities.values()])
            reader = await service.caller("reader", "*", "the province")
            authorization = {"Authorization": reader.headers["Authorization"]}
            yield Running(f"http://127.0.0.1:{listening.getsockname()[1]}", authorization)
        server.should_exit = True
        await serving


async def test_sdmx1_reads_attainment_of_all_five_cities_into_a_data_frame(running: Running) -> None:
    def read() -> Any:
        return sdmx.to_pandas(running.client.data("ATTAINMENT"), attributes="o")

    frame = (await anyio.to_thread.run_sync(read)).reset_index()
    assert set(frame["CITY"]) == set(CITIES.cities)
    assert len(CITIES.cities) == 5
    for key, city in CITIES.cities.items():
        of_city = frame[frame["CITY"] == key]
        assert set(of_city["TARGET"]) == set(city.targets)
        once = [target.id for target in city.declarations.targets if target.recurrence is None]
        last_day = max(target.period.to for target in city.declarations.targets if target.period.to)
        answers = await anyio.to_thread.run_sync(running.rest, f"/cities/{key}/attainment?on={last_day}&limit=500")
        actual = of_city[of_city["VALUE_KIND"] == "ACTUAL"].set_index("TARGET")
        for answer in answers["items"]:
            if answer["target"] in once and answer["final"]:
                told = actual.loc[answer["target"]]
                assert told["LIGHT"] == answer["light"], answer
                assert (told["value"] != told["value"]) == (answer["actual"] is None), answer
                assert answer["actual"] is None or Decimal(str(told["value"])) == Decimal(answer["actual"])
    assert frame["value"].notna().sum() > 600


async def test_sdmx1_asks_with_keys_periods_and_structures(running: Running) -> None:
    def read() -> None:
        client = running.client
        flows = sdmx.to_pandas(client.dataflow().dataflow)
        assert set(flows.index) == {"TARGETS", "OBSERVATIONS", "ATTAINMENT"}
        structure = client.dataflow("OBSERVATIONS").structure["DSD_OBSERVATIONS"]
        assert len(structure.dimensions.components) == 8
        got = client.data(
            "OBSERVATIONS", key={"CITY": ["tongchuan", "linyi"]}, dsd=structure, params={"startPeriod": "2023"}
        )
        assert got.response.headers["content-type"] == SPECIFIC
        frame = sdmx.to_pandas(got, attributes="o").reset_index()
        assert set(frame["CITY"]) == {"tongchuan", "linyi"}
        assert min(frame["TIME_PERIOD"]) >= "2023"
        again = sdmx.to_pandas(client.data("OBSERVATIONS", key=".linyi+tongchuan.....", params={"startPeriod": "2023"}))
        assert sorted(again) == sorted(frame["value"])
        lines = client.data("ATTAINMENT", key={"CITY": "linyi"}, headers={"Accept": CSV}).data[0].obs
        series = sdmx.to_pandas(client.data("ATTAINMENT", key={"CITY": "linyi"}))
        assert sorted(one.value for one in lines if one.value != "NaN") == sorted(
            str(one.value) for one in client.data("ATTAINMENT", key={"CITY": "linyi"}).data[0].obs if one.value
        )
        assert len(lines) == len(series)
        keys = client.preview_data("TARGETS", {"CITY": "tancheng"})
        assert len(keys) == sum(target.value is not None for target in CITIES.cities["tancheng"].targets.values())
        codes = client.codelist("CL_CITY").codelist["CL_CITY"]
        assert str(codes["lincang"].name.localizations["zh"]) == "临沧市"

    await anyio.to_thread.run_sync(read)


@pytest.mark.parametrize("flow", ["TARGETS", "OBSERVATIONS", "ATTAINMENT"])
async def test_pysdmx_reads_every_format_and_finds_the_same_in_each(running: Running, flow: str) -> None:
    def read() -> None:
        structure = running.text(f"/dataflow/GONGJIAN/{flow}/1.0?references=descendants", "*/*")
        frames = []
        for accept in ("*/*", SPECIFIC, CSV):
            (dataset,) = read_by_pysdmx(running.text(f"/data/{flow}", accept)).data
            frames.append(dataset.data.fillna("").replace({"NaN": "", "nan": ""}))
        (defined,) = read_by_pysdmx(structure).get_data_structure_definitions()
        dimensions = [part.id for part in defined.components.dimensions]
        lengths = {len(frame) for frame in frames}
        assert len(lengths) == 1
        keys = [sorted(map(tuple, frame[dimensions].astype(str).to_numpy())) for frame in frames]
        assert keys[0] == keys[1] == keys[2]
        assert len(set(keys[0])) == len(keys[0])
        typed: Any
        (typed,) = pysdmx.io.get_datasets(running.text(f"/data/{flow}", SPECIFIC), structure)
        assert {part.id for part in typed.structure.components.dimensions} == set(dimensions)

    await anyio.to_thread.run_sync(read)


def read_by_pysdmx(text: str) -> Any:
    """The message, which must be valid."""
    return pysdmx.io.read_sdmx(text, validate=True)


async def test_the_client_of_pysdmx_asks_in_its_own_way(running: Running) -> None:
    def read() -> None:
        service = RestService(
            f"{running.url}/sdmx/2.1", ApiVersion.V1_5_0, data_format=DataFormat.SDMX_ML_2_1_GEN,
            structure_format=StructureFormat.SDMX_ML_2_1,
        )  # fmt: skip
        found = service.data(DataQuery(agency_id="GONGJIAN", resource_id="TARGETS"))
        assert len(read_by_pysdmx(found.decode()).data[0].data) > 200
        lists = service.structure(StructureQuery(StructureType.CODELIST, "GONGJIAN", "CL_LIGHT"))
        assert [one.id for one in read_by_pysdmx(lists.decode()).get_codelists()] == ["CL_LIGHT"]

    await anyio.to_thread.run_sync(read)
