"""The application, wired: the only place that knows every capability."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from .access import repository as keys
from .access.keyring import Keyring
from .access.routes import router as access_router
from .allocations.routes import router as allocations_router
from .attainment.routes import router as attainment_router
from .calendar.fulfilments import fulfilments as fulfilments_router
from .calendar.routes import router as calendar_router
from .compare.routes import router as compare_router
from .database import Database
from .declared import Catalogue
from .enterprises.routes import router as enterprises_router
from .errors import StartRefused
from .fitness import refuse_unsafe_role
from .health import router as health_router
from .imports import working as importing
from .imports.routes import router as imports_router
from .imports.template_routes import router as import_templates_router
from .incentives import jobs as settlement_jobs
from .incentives.award_routes import router as awards_router
from .incentives.calculator_routes import router as calculator_router
from .incentives.entitled_routes import router as entitled_router
from .incentives.measure_routes import router as measures_router
from .incentives.other_award_routes import router as other_awards_router
from .incentives.settlement_routes import router as settlements_router
from .indicators.routes import router as indicators_router
from .jobs.worker import Handler, Worker
from .plans.routes import router as plans_router
from .projects.routes import router as projects_router
from .scorecard.routes import router as scorecard_router
from .sdmx.data_routes import router as sdmx_data_router
from .sdmx.structure_routes import router as sdmx_structure_router
from .settings import Settings
from .sync.digest.routes import router as digest_router
from .sync.exports import work as exporting
from .sync.exports.routes import router as exports_router
from .sync.feed import Feed
from .sync.relay.routes import router as relay_router
from .sync.routes import router as sync_router
from .sync.subscriptions.routes import router as subscriptions_router
from .sync.subscriptions.secrets import Safe
from .telemetry.figures import DatabaseFigures
from .telemetry.metrics import Counted, Metrics
from .telemetry.traces import telemetry
from .turns import Turns
from .web import docs, problem
from .web.envelope import Envelope
from .web.openapi import describe
from .web.signposts import Signposts

ROUTERS = (
    health_router,
    access_router,
    plans_router,
    enterprises_router,
    projects_router,
    indicators_router,
    attainment_router,
    calendar_router,
    fulfilments_router,
    allocations_router,
    imports_router,
    import_templates_router,
    scorecard_router,
    compare_router,
    settlements_router,
    awards_router,
    entitled_router,
    other_awards_router,
    calculator_router,
    measures_router,
    sync_router,
    exports_router,
    digest_router,
    subscriptions_router,
    relay_router,
    sdmx_data_router,
    sdmx_structure_router,
)

HANDLERS: Mapping[str, Callable[[Catalogue], Handler]] = {
    importing.KIND: importing.handler,
    settlement_jobs.KIND: settlement_jobs.handler,
    exporting.KIND: exporting.handler,
}
"""Who does the jobs of each kind, for these cities."""


def create_app(settings: Settings, catalogue: Catalogue) -> FastAPI:
    """Build the service for these cities; it opens its database when it starts."""
    if settings.database_url is None:
        raise StartRefused("no database: set GONGJIAN_DATABASE_URL, or run `gongjian serve` for the embedded server")
    url = settings.database_url.get_secret_value()
    database = Database(url, pool_size=settings.pool_size)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await refuse_unsafe_role(database)
        keyring: Keyring = app.state.keyring
        if settings.admin_key is not None:
            await keys.set_admin_key(database, settings.admin_key.get_secret_value())
        keyring.start()
        worker = Worker(url, {kind: handler(catalogue) for kind, handler in HANDLERS.items()})
        worker.start()
        feed: Feed = app.state.feed
        await feed.start()
        try:
            yield
        finally:
            await feed.stop()
            await worker.stop()
            await keyring.stop()
            await database.close()

    app = FastAPI(
        title="gongjian",
        version=version("gongjian-core"),
        lifespan=lifespan,
        telemetry=telemetry(settings.telemetry),
        separate_input_output_schemas=False,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.catalogue = catalogue
    app.state.database = database
    app.state.draining = False
    app.state.came_up = False
    app.state.keyring = Keyring(database, catalogue.cities)
    app.state.turns = Turns(settings.pool_size)
    app.state.feed = Feed(database, catalogue.cities, settings.cursor_days)
    app.state.safe = Safe(settings.secrets_key.get_secret_value() if settings.secrets_key else None)
    problem.install(app)
    app.state.figures = DatabaseFigures(database, tuple(catalogue.cities))
    metrics = Metrics(app.state.figures)
    _middleware(app, settings, metrics)
    app.router.routes.extend([metrics.route(), *docs.routes()])
    for router in ROUTERS:
        # Not include_router: included routers are matched level by level, each route twice.
        app.router.routes.extend(router.routes)
    app.router.middleware_stack = Signposts(app.router)
    describe(app)
    return app


def _middleware(app: FastAPI, settings: Settings, metrics: Metrics) -> None:
    app.add_middleware(Envelope)
    app.add_middleware(Counted, metrics=metrics)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
            allow_headers=[
                "Authorization",
                "Content-Type",
                "If-Match",
                "If-None-Match",
                "Idempotency-Key",
                "X-Request-Id",
            ],
            expose_headers=["ETag", "Location", "Link", "X-Request-Id", "Retry-After"],
            max_age=600,
        )
