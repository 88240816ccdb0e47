from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import DefaultRouter

from articles.views import ArticleViewSet, OutletViewSet
from claims.views import (
    ActorViewSet,
    ChangeViewSet,
    ClaimViewSet,
    LinkViewSet,
    MatterViewSet,
    QuantityViewSet,
    ReviewViewSet,
)
from config.rest.errors import nothing_here
from config.rest.login import LoginView, LogoutAllView, LogoutView

router = DefaultRouter(use_regex_path=False)
router.include_format_suffixes = False
router.register("claims", ClaimViewSet)
router.register("claims/<uuid:uuid>/reviews", ReviewViewSet)
router.register("links", LinkViewSet)
router.register("actors", ActorViewSet)
router.register("matters", MatterViewSet)
router.register("quantities", QuantityViewSet)
router.register("articles", ArticleViewSet)
router.register("outlets", OutletViewSet)
router.register("changes", ChangeViewSet)

urlpatterns = [
    path("auth/login/", LoginView.as_view(), name="login"),
    path("auth/logout/", LogoutView.as_view(), name="logout"),
    path("auth/logoutall/", LogoutAllView.as_view(), name="logoutall"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(), name="docs"),
    *router.urls,
    re_path(r"^(?P<path>.*)$", nothing_here),
]
