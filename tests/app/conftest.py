import pytest

import waiting
from planviewer.app.loading import load_plan_data
from planviewer.app.session import Session
from planviewer.app.tasks import Tasks
from planviewer.assets import bundled_plan
from planviewer.reading.plans import load_plan


@pytest.fixture(scope="session")
def plan():
    return load_plan(bundled_plan())


@pytest.fixture(scope="session")
def data(plan):
    return load_plan_data(plan, bundled_plan())


@pytest.fixture
def session(qapp):  # noqa: ARG001  signals need the application
    tasks = Tasks()
    session = Session(tasks)
    yield session
    session.close()


@pytest.fixture
def settle(session):
    """Wait until no background work is left and its answers have arrived."""
    return lambda: waiting.settle(session)


@pytest.fixture
def opened(session, settle):
    session.open(bundled_plan())
    settle()
    return session
